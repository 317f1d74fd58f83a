#!/usr/bin/env bash
# Runs the parts of compose.yaml as processes of this machine: PostgreSQL, two instances of a published service and the proxy, each as that
# file has it but for names and ports. Then it does what a secretariat would: writes and reads through the proxy, loses an instance, and
# carries the database to another by the lines of the README.
#
#   parts.sh APP      APP is the folder of a published service. Needs Debian's postgresql, nginx-light, curl, jq and python3-yaml.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
server=$root/tests/postgresql/server.sh
key=parts-$(od -An -N24 -tx1 /dev/urandom | tr -d ' \n')
proxy=http://127.0.0.1:5085
instances=(5086 5087)
processes=()

main() {
    app=$(cd "$1" && pwd)
    work=$(mktemp -d)
    chmod 755 "$work" # the server's own user must get to its folder
    trap clean_up EXIT
    start_server
    for port in "${instances[@]}"; do start_instance "$port"; done
    start_proxy
    wait_until_ready
    write_and_read
    lose_an_instance
    carry_to_another
    echo 'All parts do their work.'
}

start_server() {
    local admin
    admin=$(bash "$server" start "$work/server")
    connection=${admin/Database=postgres/Database=commitments}
    export PGHOST PGPORT PGUSER PGPASSWORD
    PGHOST=$(value_of "$admin" Host) PGPORT=$(value_of "$admin" Port)
    PGUSER=$(value_of "$admin" Username) PGPASSWORD=$(value_of "$admin" Password)
    createdb commitments
    printf %s "$connection" >"$work/db-connection"
}

value_of() {
    tr ';' '\n' <<<"$1" | sed -n "s/^$2=//p"
}

start_instance() {
    (
        cd "$app"
        export Database__Engine=postgresql Database__ConnectionStringFile=$work/db-connection Proxy__Known=127.0.0.1
        export ASPNETCORE_URLS=http://127.0.0.1:$1 Access__BootstrapKey=$key
        exec dotnet CommitmentTracker.dll
    ) >"$work/instance-$1.log" 2>&1 &
    processes+=($!)
}

# The very configuration of compose.yaml, with this machine's addresses.
start_proxy() {
    mkdir "$work/proxy"
    {
        echo "daemon off; pid $work/proxy/pid; error_log $work/proxy/error.log; events {} http { access_log off;"
        echo "client_body_temp_path $work/proxy/body; proxy_temp_path $work/proxy/temp; fastcgi_temp_path $work/proxy/f;"
        echo "uwsgi_temp_path $work/proxy/u; scgi_temp_path $work/proxy/s;"
        python3 -c 'import sys, yaml; print(yaml.safe_load(open(sys.argv[1]))["configs"]["proxy"]["content"])' "$root/compose.yaml" |
            sed -e 's/\$\$/$/g' -e "s/tracker-1:8080/127.0.0.1:${instances[0]}/" -e "s/tracker-2:8080/127.0.0.1:${instances[1]}/" \
                -e "s/listen 80;/listen ${proxy#http://};/"
        echo '}'
    } >"$work/proxy/nginx.conf"
    PATH=$PATH:/usr/sbin nginx -c "$work/proxy/nginx.conf" -e "$work/proxy/error.log" &
    processes+=($!)
}

wait_until_ready() {
    local address
    for address in "$proxy" "${instances[@]/#/http://127.0.0.1:}"; do
        for _ in {1..150}; do
            if curl --silent --fail --max-time 5 "$address/health/ready" >"$work/ready"; then break; fi
            sleep 0.2
        done
        [ "$(jq -r .engine "$work/ready")" = postgresql ] || fail "$address is not ready"
    done
}

write_and_read() {
    local number code
    for number in {1..20}; do
        code=PARTS-$number
        ask -X POST "$proxy/api/v1/commitments" -H 'Content-Type: application/json' -d "$(commitment "$code")" >/dev/null
        # Whichever instance the proxy asks now.
        [ "$(ask "$proxy/api/v1/commitments/$code" | jq -r .code)" = "$code" ] || fail "$code is not read back"
    done
    echo '20 commitments were written and read back through the proxy.'
}

lose_an_instance() {
    local before after
    before=$(ask "$proxy/api/v1/commitments?limit=1" | jq .page.total)
    kill -KILL "${processes[0]}"
    for _ in {1..10}; do
        after=$(ask "$proxy/api/v1/commitments?limit=1" | jq .page.total)
        [ "$before" = "$after" ] || fail "$after commitments instead of $before after an instance was lost"
    done
    echo "After one instance was killed the other answers for all $after commitments."
}

carry_to_another() {
    createdb restored
    cd "$work"
    export FROM=commitments TO=restored APP=$app TO_NPGSQL=${connection/Database=commitments/Database=restored}
    awk '/^```/ && inside { exit } inside { print } marked && /^```sh/ { inside = 1 } { marked = /^<!-- ci: postgresql -->/ }' \
        "$root/README.md" >lines.sh
    grep -q pg_dump lines.sh || fail 'README.md has no block of lines after <!-- ci: postgresql -->'
    bash -e -v lines.sh
}

commitment() {
    jq -n --arg code "$1" '{code: $code, title: "Tried by the parts", kind: "commitment", scope: "regional", instrument: "HANOI-2026",
        theme: "coordination", publication: "draft"}'
}

ask() {
    curl --silent --show-error --fail-with-body --max-time 20 --retry 3 --retry-all-errors -H "Authorization: Bearer $key" "$@"
}

clean_up() {
    local outcome=$? log
    for process in "${processes[@]}"; do kill "$process" 2>/dev/null || true; done
    wait || true
    if [ "$outcome" != 0 ]; then
        for log in "$work"/*.log "$work"/proxy/error.log; do
            echo "== $log" && tail -n 20 "$log"
        done
    fi
    bash "$server" stop "$work/server" || true
    rm -rf "$work"
}

fail() {
    echo "$1" >&2
    exit 1
}

main "$@"
