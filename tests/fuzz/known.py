"""What the tracker really holds, so that requests reach deep: codes, ids, cursors, sheets and entity tags."""

import csv
import io
import json

ROOT = "/api/v1"


class Known:
    def __init__(self, client):
        self.client = client
        self.values = {}
        self.sheets = {}
        self.workbooks = {}
        self.updates = []
        self.milestones = []
        self.own_key = None

    def furnish(self):
        """Puts something under every address, so that the first requests reach deep too."""
        self.own_key = self._items("/api-keys")[0]["id"]
        rounds = {"instruments": ["HANOI-2026"], "period": {"from": "2026-01-01", "to": "2026-12-31"}, "closesOn": "2027-01-31"}
        for number in range(6):
            self._create("/rounds", {**rounds, "code": f"FUZZ-{number}", "name": "A round"})
            if number % 2:
                self._create(f"/rounds/FUZZ-{number}/close", None, ("If-Match", "*"))
        for number in range(12):
            self._create("/api-keys", {"name": "A reader", "role": "reader"})
            self._create("/calendar-feeds", {"name": "A calendar", "party": "VN"})
        focal_point = self._create("/api-keys", {"name": "A focal point", "role": "focal_point", "party": "VN"})["key"]
        for number in range(24):
            code = f"FUZZ-{number:02}"
            owners = [{"party": party, "role": "lead", "basis": "stated"} for party in ("VN", "SG")]
            self._create(
                "/commitments",
                {"code": code, "title": "A title", "kind": "commitment", "scope": "regional", "instrument": "HANOI-2026", "theme": "coordination",
                 "publication": "published", "assignments": owners},
            )
            for month in (3, 6):
                milestone = {"title": "A milestone", "dueOn": f"2027-{month:02}-28", "precision": "day"}
                self._create(f"/commitments/{code}/milestones", milestone, ("If-Match", "*"))
                report = {"party": "VN", "asOf": f"2025-{month:02}-01", "status": "in_progress", "narrative": "What was done"}
                self._create(f"/commitments/{code}/progress-updates", report, ("Authorization", f"Bearer {focal_point}"))
        self.milestones = [(f"FUZZ-{number:02}", milestone) for number in range(24) for milestone in (1, 2)]

    def refresh(self):
        """Reads the lists anew: much was created and archived meanwhile."""
        codes = lambda path: [item["code"] for item in self._items(path)]
        commitments = codes("/commitments?limit=200&publication=draft,published,archived")
        instruments, bodies, states = codes("/instruments"), codes("/bodies"), codes("/member-states")
        rounds, themes = codes("/rounds"), codes("/themes")
        updates = [(item["commitment"], item["id"]) for item in self._items("/progress-updates?limit=200")]
        keys = self._items("/api-keys")
        pages = [self._read(f"{path}?limit=2") for path in ("/commitments", "/assignments", "/deadlines", "/progress-updates")]
        self.values = {
            "commitment": commitments,
            "instrument": instruments,
            "instruments": instruments,
            "alsoUnder": instruments,
            "theme": themes,
            "party": states + bodies,
            "memberState": states,
            "body": bodies,
            "with": rounds,
            "supersededBy": commitments,
            "/commitments/{code}": commitments,
            "/instruments/{code}": instruments,
            "/bodies/{code}": bodies,
            "/member-states/{code}": states,
            "/rounds/{code}": rounds,
            # The key that everything is asked with must outlive the run.
            "/api-keys/{id}": [key["id"] for key in keys if key["id"] != self.own_key],
            "/calendar-feeds/{id}": [feed["id"] for feed in self._items("/calendar-feeds")],
            "/progress-updates/{id}": [update for _, update in updates],
            "number": [1, 2, 3],
            "cursor": [page["page"]["next"] for page in pages if page["page"]["next"]],
            "since": [self._read("/changes?limit=5")["next"]],
        }
        self.values = {name: values for name, values in self.values.items() if values}
        self.updates = updates
        for kind, path in (("commitments", "/commitments.csv"), ("progressUpdates", "/progress-updates.csv")):
            text = self.client.send("GET", ROOT + path).body.decode("utf-8-sig")
            self.sheets[kind] = list(csv.reader(io.StringIO(text)))
        for kind, path in (("commitments", "commitments"), ("progressUpdates", "progress-updates")):
            self.workbooks[kind] = self.client.send("GET", f"{ROOT}/templates/{path}.xlsx").body

    def of(self, operation, name):
        """Real values of a parameter, or of a body's member."""
        if name in ("code", "id"):
            found = [key for key in self.values if key.startswith("/") and f"{key}/" in f"{operation.path.removeprefix(ROOT)}/"]
            return self.values[found[0]] if found else []
        return self.values.get(name, [])

    def tag(self, path):
        """The entity tag of what a change would change: of the record that the address stands under."""
        record = "/".join(path.split("?")[0].split("/")[:5])
        return self.client.send("GET", record).headers.get("etag")

    def _create(self, path, body, *headers):
        sent = {"Authorization": f"Bearer {self.client.key}", "Content-Type": "application/json", **dict(headers)}
        answer = self.client.send("POST", ROOT + path, sent, json.dumps(body).encode() if body else None)
        if answer.status not in (200, 201):
            raise SystemExit(f"POST {path} is answered with {answer.status}: {answer.body[:300]!r}")
        return json.loads(answer.body)

    def _items(self, path):
        return self._read(path)["items"]

    def _read(self, path):
        answer = self.client.send("GET", ROOT + path)
        if answer.status != 200:
            raise SystemExit(f"GET {path} is answered with {answer.status}: {answer.body[:300]!r}")
        return json.loads(answer.body)
