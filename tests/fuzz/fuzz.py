"""Sends thousands of requests, good and bad, to a running service, and holds every answer against the contract.

    python3 fuzz.py --address http://127.0.0.1:5080 --contract openapi.yaml --key KEY [--cases 10000] [--seed 1] [--only OperationId]

Needs Debian's python3-brotli, python3-hypothesis, python3-jsonschema and python3-yaml. The same seed gives the same cases on a fresh database.
"""

import argparse
import collections
import gzip
import http.client
import sys
import time
import urllib.parse
import warnings

import brotli

from cases import Cases
from contract import Answer, Contract
from known import Known

ROUND = 10  # cases of one operation before the next one's turn
SLOWEST = 5.0


def unpacked(body, coding):
    """The bytes as they were before a coding that the request took; those of an answer without a body are none."""
    if not body or coding is None:
        return body
    return {"gzip": gzip.decompress, "br": brotli.decompress}[coding](body)


class Client:
    """Sends requests as they are, one after the other over one connection."""

    def __init__(self, address, key):
        parts = urllib.parse.urlsplit(address)
        self.host, self.port, self.key = parts.hostname, parts.port, key
        self.connection = None

    def send(self, method, path, headers=None, body=None):
        headers = {"Authorization": f"Bearer {self.key}"} if headers is None else headers
        began = time.monotonic()
        for attempt in (1, 2):
            if self.connection is None:
                self.connection = http.client.HTTPConnection(self.host, self.port, timeout=60)
            try:
                self.connection.putrequest(method, path, skip_accept_encoding=True)
                for name, value in headers.items():
                    self.connection.putheader(name, value.encode("utf-8"))
                if body is not None:
                    self.connection.putheader("Content-Length", str(len(body)))
                self.connection.endheaders(body)
                response = self.connection.getresponse()
                headers_of_answer = {name.lower(): value for name, value in response.getheaders()}
                body_of_answer = unpacked(response.read(), headers_of_answer.get("content-encoding"))
                answer = Answer(response.status, headers_of_answer, body_of_answer, time.monotonic() - began)
                if response.will_close:
                    self.close()
                return answer
            except (ConnectionError, http.client.HTTPException):
                # The server may close a connection between two requests; a second end is its answer.
                self.close()
                if attempt == 2:
                    raise
        raise AssertionError

    def close(self):
        if self.connection is not None:
            self.connection.close()
        self.connection = None


class Fuzz:
    def __init__(self, options):
        self.address = options.address.rstrip("/")
        self.contract = Contract.read(options.contract)
        self.client = Client(self.address, options.key)
        self.known = Known(self.client)
        self.cases = Cases(self.contract, self.known, options.key, options.seed)
        self.counts = collections.defaultdict(collections.Counter)
        self.failures = []
        self.seen = set()

    def run(self, wanted, only):
        operations = [each for each in self.contract.operations if only in (None, each.id)]
        self.known.furnish()
        while self.total() < wanted:
            self.known.refresh()
            for operation in operations:
                for _ in range(min(ROUND, wanted - self.total())):
                    self.send(operation, self.cases.next(operation))

    def send(self, operation, case):
        try:
            answer = self.client.send(case.method, case.path, case.headers, case.body)
        except (OSError, http.client.HTTPException) as fault:
            self.fail(operation, case, f"is not answered: {fault!r}")
            return
        self.counts[operation.id][f"{answer.status // 100}xx"] += 1
        for fault in self.contract.faults(operation, case.method == "HEAD", answer):
            self.fail(operation, case, fault)
        if answer.seconds > SLOWEST:
            self.fail(operation, case, f"is answered after {answer.seconds:.1f} s")

    def fail(self, operation, case, fault):
        # Once for each kind of fault of an operation: a hundred lines of one fault hide the others.
        if (operation.id, fault[:60]) not in self.seen:
            self.seen.add((operation.id, fault[:60]))
            self.failures.append((operation.id, fault, case.curl(self.address)))

    def total(self):
        return sum(sum(counts.values()) for counts in self.counts.values())

    def report(self):
        for operation in self.contract.operations:
            counts = self.counts.get(operation.id)
            if counts:
                print(f"{operation.id:40} " + "  ".join(f"{name} {count}" for name, count in sorted(counts.items())))
        for operation, fault, curl in self.failures:
            print(f"\nFAILED {operation} {fault}\n    {curl}")
        reached = sum(1 for counts in self.counts.values() if counts["2xx"])
        print(
            f"\nfuzz: {self.total()} cases over {len(self.counts)} operations, {reached} of them carried out at least once, "
            f"{len(self.failures)} failures"
        )


def main():
    warnings.filterwarnings("ignore")
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--address", required=True)
    parser.add_argument("--contract", required=True)
    parser.add_argument("--key", required=True)
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only")
    options = parser.parse_args()
    fuzz = Fuzz(options)
    fuzz.run(options.cases, options.only)
    fuzz.report()
    return 1 if fuzz.failures else 0


if __name__ == "__main__":
    sys.exit(main())
