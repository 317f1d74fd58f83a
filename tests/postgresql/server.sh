#!/usr/bin/env bash
# A PostgreSQL server of Debian's packages for tests: in a folder of its own, on a free port of the loopback, beside whatever else runs.
#
#   server.sh start FOLDER [--fast] [--while PID]   starts it, made anew where the folder is empty; prints a connection string for Npgsql
#   server.sh stop FOLDER [immediate]               stops it; immediate leaves it as a crash does
#   server.sh restart FOLDER                        stops it and starts it again on the same port
#   server.sh pid FOLDER                            prints the id of its first process
#   server.sh pids FOLDER                           prints the ids of all its processes
#
# --fast    writes without waiting for the disk, for tests that make a database each. Without it what is committed is on disk.
# --while   stops it and removes the folder when that process has ended, however it ended.
#
# Ends with 3 where the packages are missing. As root it runs the server as the user postgres, since a server refuses to be root.
set -euo pipefail

superuser=postgres
missing_packages=3

main() {
  local command=${1:-} folder=${2:-}
  [ -n "$folder" ] || fail "Usage: $(basename "$0") start|stop|restart|pid|pids FOLDER"
  shift 2
  find_binaries
  case $command in
    start) mkdir -p "$folder" ;;
    *) [ -d "$folder/data" ] || fail "No server was started in $folder" ;;
  esac
  folder=$(cd "$folder" && pwd)
  data=$folder/data
  case $command in
    start) start "$@" ;;
    stop) stop "${1:-fast}" ;;
    restart) restart ;;
    pid) head -n 1 "$data/postmaster.pid" ;;
    pids) pids ;;
    *) fail "Unknown command: $command" ;;
  esac
}

find_binaries() {
  binaries=$(printf '%s\n' /usr/lib/postgresql/*/bin | sort -V | tail -n 1)
  if [ ! -x "$binaries/initdb" ]; then
    echo 'There are no binaries of a PostgreSQL server: apt-get install postgresql' >&2
    exit "$missing_packages"
  fi
}

start() {
  local fast=no watched=''
  while [ $# -gt 0 ]; do
    case $1 in
      --fast) fast=yes ;;
      --while) watched=$2 && shift ;;
      *) fail "Unknown option: $1" ;;
    esac
    shift
  done
  if [ ! -d "$data" ]; then make_cluster "$fast"; fi
  launch
  if [ -n "$watched" ]; then stop_after "$watched"; fi
  print_connection
}

restart() {
  stop fast
  launch
  print_connection
}

make_cluster() {
  # A password, since the loopback is everyone's on this machine; md5, since tests connect thousands of times and scram is slow on purpose.
  local password
  password=$(od -An -N24 -tx1 /dev/urandom | tr -d ' \n')
  (umask 077 && echo "$password" >"$folder/password")
  if [ "$(id -u)" = 0 ]; then
    # Who runs the server must reach the folder and own it.
    chown "$superuser:" "$folder" "$folder/password"
    as_server test -w "$folder" || fail "The user $superuser cannot reach $folder: a folder above it is closed to others"
  fi
  as_server "$binaries/initdb" --pgdata "$data" --username "$superuser" --pwfile "$folder/password" --auth md5 \
    --locale C.UTF-8 --encoding UTF8 --no-instructions --no-sync >"$folder/initdb.log" 2>&1 || fail_with "$folder/initdb.log"
  settings "$1" >>"$data/postgresql.conf"
}

settings() {
  cat <<END
listen_addresses = '127.0.0.1'
unix_socket_directories = '$folder'
max_connections = 400
shared_buffers = 256MB
include_if_exists = '../port.conf'
END
  if [ "$1" = yes ]; then
    cat <<END
fsync = off
full_page_writes = off
autovacuum = off
wal_level = minimal
max_wal_senders = 0
END
  fi
}

# A port stays free only until someone takes it, so a port is tried until the server has it; then it keeps it.
launch() {
  clear_what_a_crash_left
  if [ -f "$folder/port.conf" ]; then
    run_server || fail_with "$folder/server.log"
    return
  fi
  for _ in {1..20}; do
    # Below the ports that the system hands out by itself.
    echo "port = $((20000 + RANDOM % 12000))" >"$folder/port.conf"
    chmod a+r "$folder/port.conf"
    if run_server; then return; fi
    grep -q 'could not bind' "$folder/server.log" || break
  done
  rm "$folder/port.conf"
  fail_with "$folder/server.log"
}

# Waits until the server answers. What it prints must not go where this script's own output is read to its end.
run_server() {
  as_server "$binaries/pg_ctl" start --pgdata "$data" --wait --timeout 120 --silent --log "$folder/server.log" </dev/null >/dev/null 2>&1
}

# A server that starts takes the one that the locks name for running until it is reaped, and the sessions of a killed server outlive it by a
# moment.
clear_what_a_crash_left() {
  [ -f "$data/postmaster.pid" ] || return 0
  for _ in {1..100}; do
    if [ -z "$(pids)" ]; then
      rm -f "$data/postmaster.pid" "$folder"/.s.PGSQL.*.lock
      return
    fi
    sleep 0.1
  done
  fail "A server still runs in $folder"
}

# Whatever works in its data folder: a process that has ended has no folder any more, reaped or not.
pids() {
  { find /proc/[0-9]*/cwd -maxdepth 0 -lname "$data" 2>/dev/null || true; } | cut -d / -f 3
}

stop() {
  if [ -z "$(pids)" ]; then return; fi
  as_server "$binaries/pg_ctl" stop --pgdata "$data" --mode "$1" --wait --timeout 120 --silent
}

# In a session of its own, so that a signal for those who started it does not end it before it has done its work.
stop_after() {
  # shellcheck disable=SC2016 # expanded by the inner shell
  setsid bash -c 'tail --pid "$1" -f /dev/null; "$2" stop "$3" immediate; rm -rf "$3"' \
    watch "$1" "$(realpath "${BASH_SOURCE[0]}")" "$folder" </dev/null >/dev/null 2>&1 &
}

print_connection() {
  echo "Host=127.0.0.1;Port=$(sed 's/.* //' "$folder/port.conf");Database=postgres;Username=$superuser;Password=$(cat "$folder/password")"
}

as_server() {
  if [ "$(id -u)" = 0 ]; then
    (cd / && setpriv --reuid "$superuser" --regid "$superuser" --init-groups --reset-env "$@")
  else
    "$@"
  fi
}

fail_with() {
  tail -n 20 "$1" >&2
  fail "The server could not be started in $folder"
}

fail() {
  echo "$1" >&2
  exit 1
}

main "$@"
