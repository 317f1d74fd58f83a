"""Requests of every kind: as the contract wants them, a little wrong, and junk."""

import csv
import datetime
import io
import json
import urllib.parse
import random
from dataclasses import dataclass, field

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

FIRST_DAY, LAST_DAY = datetime.date(1967, 1, 1), datetime.date(2100, 12, 31)  # the pattern of dates in the contract says so
POOL = 80  # values drawn for each schema
LONGEST_TEXT = 100_000  # longer than any text may be, and shorter than what the server does not read to its end

JUNK_TEXTS = [
    "", " ", "0", "-1", "null", "true", "[]", "{}", "'", '"', "%", "%00", "\u0000", "..", "../..", "/", "\\", "a" * 5000, "\u202e",
    "\U0001f41b", "é", "e\u0301", "1e999", "NaN", "9" * 40, "2026-02-30", "0000-00-00", "9999-12-31", "2026-01-01T00:00:00Z",
    "' or 1=1 --", '" or ""="', "near(", "*", "AND", "-", "$ne", "<b>", "\r\nX-Injected: 1", "=cmd()", ",", ",,", "A,A", "HND-10,",
]
JUNK_VALUES = [None, True, False, 0, -1, 1, 2**31, 2**63, 2**64, 0.5, -0.0, 1e308, "", " ", [], [None], [[]], {}, {"a": 1}, "\u0000", "x" * 20001]
JUNK_BODIES = [
    b"", b" ", b"null", b"[]", b"{}", b"{", b'{"title":', b"\xff\xfe", b"\xef\xbb\xbf{}", b'{"a":1,"a":2}', b'{"title":"\\ud800"}', b"1e999",
    b'{"\\u0000":1}', b"[" * 200, b'{"title":1}//', b"{'title':'a'}", b'{"__proto__":{}}', b"title=a&kind=b", b"\x00" * 64,
]
JUNK_TAGS = ["*", "", '"', '""', '"1"', '"1-"', '"0-x"', 'W/"1-aa"', '"999999999999999999999-a"', "1", '"1-a", "2-b"', "é", "x" * 4100]
MEDIA_TYPES = ["application/json", "application/merge-patch+json", "text/csv", "text/plain", "application/json; charset=utf-16", "a", "*/*", ""]
ODD_HEADERS = {
    "Accept": ["", "text/html", "*/*;q=0", "application/xml"],
    "Accept-Encoding": ["gzip", "identity;q=0", "*;q=0", "br, gzip"],
    "Origin": ["null", "http://127.0.0.1", "a"],
    "Range": ["bytes=0-1", "bytes=-", "items=1"],
    "If-Modified-Since": ["Thu, 01 Jan 1970 00:00:00 GMT", "yesterday"],
    "X-Forwarded-For": ["1.2.3.4", "unknown"],
    "X-HTTP-Method-Override": ["DELETE"],
    "Content-Encoding": ["gzip"],
}


@dataclass
class Case:
    method: str
    path: str
    headers: dict = field(default_factory=dict)
    body: bytes | None = None

    def curl(self, address):
        """A line for the shell that sends it again; the key stands in $KEY."""
        quote = lambda text: "'" + text.replace("'", "'\\''") + "'"
        words = ["curl -sS -i --path-as-is -X", self.method, quote(address + self.path)]
        for name, value in self.headers.items():
            is_key = name == "Authorization" and value.startswith("Bearer ct-fuzz") is False and value.startswith("Bearer ")
            words.append("-H " + ('"Authorization: Bearer $KEY"' if is_key else quote(f"{name}: {value}" if value else f"{name};")))
        if self.body is None:
            return " ".join(words)
        try:
            return " ".join([*words, "--data-raw", quote(self.body.decode("utf-8"))])
        except UnicodeDecodeError:
            return f"printf {quote(''.join(f'{chr(92)}x{byte:02x}' for byte in self.body[:4000]))} | " + " ".join([*words, "--data-binary @-"])


class Cases:
    """Makes cases of one operation after the other. Hypothesis draws the values, chance puts them together."""

    def __init__(self, contract, known, key, first_seed):
        self.contract, self.known, self.key, self.seed = contract, known, key, first_seed
        self.random = random.Random(first_seed)
        self.pools = {}

    def next(self, operation):
        # Most cases are right but for one thing: a request that is wrong everywhere tries only the first check.
        wrong = self.pick(["nothing"] * 4 + ["path", "query", "header", "key", "body", "body", "body", "everything"])
        is_wrong = lambda part: wrong in (part, "everything")

        path = self._path(operation, is_wrong("path"))
        query = self._query(operation, is_wrong("query"))
        case = Case(operation.method, path + (f"?{query}" if query else ""))
        if operation.method == "GET" and self.chance(10):
            case.method = "HEAD"
        if is_wrong("key"):
            wrong_keys = ["Bearer ct-fuzz-unknown-key-0123456789", "Basic YTpi", "Bearer", "Bearer a.b.c", "Bearer " + "x" * 9000]
            credential = self.pick([None, *wrong_keys])
        else:
            credential = None if not operation.needs_key and self.chance(40) else f"Bearer {self.key}"
        if credential is not None:
            case.headers["Authorization"] = credential
        self._headers(operation, case, is_wrong("header"))
        if operation.bodies:
            self._body(operation, case, is_wrong("body"))
        return case

    def chance(self, percent):
        return self.random.random() * 100 < percent

    def pick(self, values):
        return self.random.choice(values)

    def valid(self, schema):
        """One of many values that the schema allows."""
        name = repr(schema)
        if name not in self.pools:
            pool = self.pools[name] = []

            @seed(self.seed)
            @settings(max_examples=POOL, phases=[Phase.generate], database=None, deadline=None, suppress_health_check=list(HealthCheck))
            @given(self.value(schema))
            def collect(value):
                pool.append(value)

            collect()
        return self.pick(self.pools[name])

    def _path(self, operation, wrong):
        path = operation.path
        for parameter in operation.in_("path"):
            name = parameter["name"]
            known = self.known.of(operation, name)
            if wrong and self.chance(70):
                # Nothing, or two dots, is another address.
                value = self.pick([text for text in JUNK_TEXTS if text not in ("", "..")])
            elif known and self.chance(50 if wrong else 95):
                value = self.pick(known)
            else:
                value = self.valid(parameter["schema"])
            path = path.replace("{" + name + "}", urllib.parse.quote(str(value), safe=""))
        if not wrong and "{code}/progress-updates/{id}" in operation.path and self.known.updates:
            commitment, update = self.pick(self.known.updates)
            path = f"/api/v1/commitments/{commitment}/progress-updates/{update}"
        if not wrong and "milestones/{number}" in operation.path and self.known.milestones:
            commitment, number = self.pick(self.known.milestones)
            path = f"/api/v1/commitments/{commitment}/milestones/{number}"
        return path

    def _query(self, operation, wrong):
        pairs = []
        for parameter in operation.in_("query"):
            name, schema = parameter["name"], self.contract.resolve(parameter["schema"])
            if not parameter.get("required") and not self.chance(15):
                continue
            known = self.known.of(operation, name)
            if wrong and self.chance(50):
                value = self.pick(JUNK_TEXTS)
            elif name == "wait":
                value = self.pick([0, 1])
            elif known and self.chance(80):
                value = self.pick(known)
            elif name == "limit" and self.chance(80):
                value = self.random.randint(1, 5)
            else:
                value = self.valid(schema)
            values = value if isinstance(value, list) else [value]
            pairs.append((name, ",".join(str(each).lower() if isinstance(each, bool) else str(each) for each in values)))
        for _ in range(self.random.randint(0, 2) if wrong else 0):
            pairs.append((self.pick(["unknown", "Q", "limit ", "asOf[]", "", "q", "cursor"]), self.pick(JUNK_TEXTS)))
        return urllib.parse.urlencode(pairs, quote_via=urllib.parse.quote)

    def _headers(self, operation, case, wrong):
        names = [parameter["name"] for parameter in operation.in_("header")]
        if "If-Match" in names:
            tag = self.pick([*JUNK_TAGS, None]) if wrong and self.chance(80) else self.known.tag(case.path)
            if tag is not None:
                case.headers["If-Match"] = tag
        if "If-None-Match" in names and self.chance(80 if wrong else 8):
            case.headers["If-None-Match"] = self.pick(JUNK_TAGS)
        if "Idempotency-Key" in names and self.chance(50):
            # A few keys only, so that some come again.
            case.headers["Idempotency-Key"] = (
                self.pick(["", " ", "a b", "é", "x" * 201]) if wrong else f"fuzz-{self.random.randint(0, 400)}"
            )
        if wrong and self.chance(50):
            name = self.pick(sorted(ODD_HEADERS))
            case.headers[name] = self.pick(ODD_HEADERS[name])

    def _body(self, operation, case, wrong):
        media_type = self.pick(sorted(operation.bodies))
        if operation.id == "ImportSheet":
            case.body = self._sheet(case, media_type, wrong)
        else:
            value = self._example_or_value(operation, operation.bodies[media_type])
            for _ in range(self.random.randint(1, 3) if wrong else 0):
                value = self._mutated(value)
            case.body = json.dumps(value, allow_nan=True).encode()
        if wrong and self.chance(45):
            how = self.pick(["junk", "cut", "type", "none"])
            if how == "junk":
                case.body = self.pick(JUNK_BODIES)
            elif how == "cut":
                case.body = case.body[: self.random.randint(0, len(case.body))]
            elif how == "type":
                media_type = self.pick(MEDIA_TYPES)
            else:
                case.body = None
        case.headers["Content-Type"] = media_type

    def _example_or_value(self, operation, content):
        schema = self.contract.resolve(content["schema"])
        value, example = self.valid(schema), content.get("example")
        if isinstance(example, dict) and self.chance(70):
            value = {**example, **{name: each for name, each in value.items() if name not in example or self.chance(20)}}
            # A member that only another one makes right is left to the example.
            value = {name: each for name, each in value.items() if name in example or self.chance(30)}
        value = self._with_known(operation, value)
        if "code" in value and operation.method == "POST":
            value["code"] = f"FZ{self.random.randint(0, 99_999)}"
        return value

    def _with_known(self, operation, value):
        """Real codes in place of those made up, where a member is named after one."""
        if isinstance(value, list):
            return [self._with_known(operation, each) for each in value]
        if not isinstance(value, dict):
            return value
        result = {}
        for name, each in value.items():
            known = self.known.of(operation, name) if name not in ("code", "id", "body") else []
            if known and each is not None and self.chance(95):
                each = self.random.sample(known, min(len(known), len(each))) if isinstance(each, list) else self.pick(known)
            result[name] = self._with_known(operation, each)
        return result

    def _mutated(self, value):
        """The same with one thing wrong, anywhere in it."""
        if isinstance(value, dict) and value and self.chance(80):
            name = self.pick(sorted(value))
            how = self.pick(["inside", "inside", "junk", "junk", "without", "unknown", "twin"])
            rest = {key: each for key, each in value.items() if key != name}
            if how == "inside":
                return {**value, name: self._mutated(value[name])}
            if how == "junk":
                return {**value, name: self.pick(JUNK_VALUES + JUNK_TEXTS)}
            if how == "unknown":
                return {**value, self.pick(["unknown", "Title", "", "$ref", name + " "]): value[name]}
            return {**rest, name.upper(): value[name]} if how == "twin" else rest
        if isinstance(value, list) and value and self.chance(50):
            return self.pick([value * 2, value * 60, [*value, None], [self._mutated(value[0])], [value]])
        if isinstance(value, str) and self.chance(50):
            return self.pick([value + end for end in ("\u0000", " ", "\ud83d", "\n")] + [" " + value, value.lower(), (value * 400)[:LONGEST_TEXT], ""])
        return self.pick(JUNK_VALUES)

    def _sheet(self, case, media_type, wrong):
        kind = "progressUpdates" if "of=progressUpdates" in case.path else "commitments"
        if media_type != "text/csv":
            workbook = bytearray(self.known.workbooks[kind])
            for _ in range(self.random.randint(1, 8) if wrong else 0):
                workbook[self.random.randrange(len(workbook))] ^= self.random.randint(1, 255)
            return bytes(workbook)
        header, *rows = self.known.sheets[kind]
        rows = [header, *(list(row) for row in self.random.sample(rows, min(len(rows), self.random.randint(0, 4))))]
        for _ in range(self.random.randint(1, 4) if wrong else 0):
            row, cell = self.random.randrange(len(rows)), self.random.randrange(len(header))
            rows[row] = [*rows[row][:cell], self.pick(JUNK_TEXTS), *rows[row][cell + 1 :]]
        text = io.StringIO()
        csv.writer(text).writerows(rows)
        return text.getvalue().encode("utf-8")

    def value(self, schema):
        """Values that the schema allows, those at its bounds more often than chance would have it."""
        schema = self.contract.resolve(schema)
        if "oneOf" in schema:
            return st.sampled_from(schema["oneOf"]).flatmap(self.value)
        if "enum" in schema:
            return st.sampled_from(schema["enum"])
        types = schema.get("type", "object")
        types = [types] if isinstance(types, str) else types
        return st.one_of([self._of_type(schema, each) for each in types])

    def _of_type(self, schema, kind):
        if kind == "null":
            return st.none()
        if kind == "boolean":
            return st.booleans()
        if kind in ("integer", "number"):
            low, high = schema.get("minimum", -(2**31)), schema.get("maximum", 2**31 - 1)
            bounds = st.sampled_from([low, low + 1, high - 1, high])
            return bounds | st.integers(low, high) | st.integers(low, min(high, low + 5))
        if kind == "string":
            return self._text(schema)
        if kind == "array":
            most = min(schema.get("maxItems", 3), 3)
            return st.lists(self.value(schema["items"]), min_size=schema.get("minItems", 0), max_size=max(most, schema.get("minItems", 0)))
        return self._object(schema)

    def _text(self, schema):
        least, most = schema.get("minLength", 0), schema.get("maxLength", 40)
        forms = {
            "date": st.dates(FIRST_DAY, LAST_DAY).map(str) | st.sampled_from(["1967-01-01", "2100-12-31", "2024-02-29", "2026-01-16", "2027-06-30"]),
            "date-time": st.datetimes().map(lambda instant: instant.isoformat() + "Z"),
            "uuid": st.uuids().map(str),
            "uri": st.sampled_from(["https://asean.org/", "http://a.b/c?d=e#f", "https://xn--bcher-kva.example/"]),
        }
        if schema.get("format") in forms:
            return forms[schema["format"]]
        plain = st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=least, max_size=min(most, max(least, 30)))
        pattern = schema.get("pattern")
        if pattern and not pattern.startswith("^[^"):
            return st.from_regex(pattern.replace("$", r"\Z"))
        return plain | st.integers(max(1, least), min(most, 400)).map(lambda length: "x" * length) | st.just("x" * most)

    def _object(self, schema):
        members = schema.get("properties", {})
        required = schema.get("required", [])
        values = {name: self.value(member) for name, member in members.items() if name in required}
        optional = {name: st.deferred(lambda member=member: self.value(member)) for name, member in members.items() if name not in required}
        return st.fixed_dictionaries(values, optional=optional)
