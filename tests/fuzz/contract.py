"""The contract, and what an answer has other than it says."""

import json
import re
from dataclasses import dataclass, field

import jsonschema
import yaml

JSON_TYPES = ("application/json", "application/problem+json")
NOT_HTTP = (400, 414, 431)  # what the server itself refuses as no request at all, and closes the connection on
LONGEST_LIST = 12  # of a longer list only the ends are held against the schema: all its items come from the same code


class Loader(yaml.SafeLoader):
    """Leaves dates as the text that they are in JSON."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, form) for tag, form in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@dataclass
class Operation:
    id: str
    method: str
    path: str
    parameters: list
    bodies: dict
    responses: dict
    needs_key: bool

    def in_(self, place):
        return [parameter for parameter in self.parameters if parameter["in"] == place]


@dataclass
class Answer:
    status: int
    headers: dict
    body: bytes
    seconds: float = 0.0


@dataclass
class Contract:
    document: dict
    operations: list = field(default_factory=list)

    @staticmethod
    def read(path):
        with open(path, encoding="utf-8") as file:
            contract = Contract(yaml.load(file, Loader=Loader))
        for path_, methods in contract.document["paths"].items():
            for method, text in methods.items():
                contract.operations.append(
                    Operation(
                        text["operationId"],
                        method.upper(),
                        path_,
                        [contract.resolve(parameter) for parameter in text.get("parameters", [])],
                        text.get("requestBody", {}).get("content", {}),
                        {status: contract.resolve(response) for status, response in text["responses"].items()},
                        {} not in text.get("security", contract.document["security"]),
                    )
                )
        return contract

    def resolve(self, schema):
        """The schema, parameter, answer or header that is meant, with what stands beside the reference."""
        if "$ref" not in schema:
            return schema
        target = self.document
        for part in schema["$ref"].removeprefix("#/").split("/"):
            target = target[part]
        return {**self.resolve(target), **{key: value for key, value in schema.items() if key != "$ref"}}

    def faults(self, operation, is_head, answer):
        """What is wrong with the answer, in sentences."""
        if answer.status in NOT_HTTP and not answer.body and answer.headers.get("connection") == "close":
            return []
        if answer.status >= 500:
            return [f"is answered with {answer.status}: {answer.body[:200]!r}"]
        response = operation.responses.get(str(answer.status))
        if response is None:
            return [f"has no answer {answer.status} in the contract: {answer.body[:200]!r}"]
        return [*self._header_faults(response, answer), *self._body_faults(response, is_head, answer)]

    def _header_faults(self, response, answer):
        for name, header in response.get("headers", {}).items():
            header = self.resolve(header)
            value = answer.headers.get(name.lower())
            if value is None:
                if header.get("required"):
                    yield f"{answer.status} lacks {name}"
                continue
            schema = self.resolve(header["schema"])
            if schema.get("type") == "integer":
                if not re.fullmatch("-?[0-9]+", value) or int(value) < schema.get("minimum", int(value)):
                    yield f"{answer.status} has {name}: {value}"

    def _body_faults(self, response, is_head, answer):
        content = response.get("content", {})
        media_type = answer.headers.get("content-type", "").split(";")[0]
        if not content or is_head:
            if answer.body:
                yield f"{answer.status} has a body: {answer.body[:100]!r}"
            return
        if media_type not in content:
            yield f"{answer.status} is {media_type or 'of no type'}, not {' or '.join(content)}"
            return
        if media_type not in JSON_TYPES:
            return
        try:
            body = json.loads(answer.body)
        except ValueError as fault:
            yield f"{answer.status} is no JSON: {fault}"
            return
        yield from self._schema_faults(content[media_type]["schema"], body)
        if media_type == "application/problem+json":
            if body.get("status") != answer.status:
                yield f"{answer.status} says that its status is {body.get('status')}"
            if f"`{body.get('code')}`" not in response["description"]:
                yield f"{answer.status} has the code {body.get('code')}, which the contract does not name there"

    def _schema_faults(self, schema, body):
        validator = jsonschema.Draft202012Validator(
            schema,
            resolver=jsonschema.RefResolver("", self.document),
            format_checker=jsonschema.FormatChecker(("date", "uuid", "regex")),
        )
        for fault in list(validator.iter_errors(shortened(body)))[:3]:
            yield f"{'/'.join(map(str, fault.absolute_path))}: {fault.message[:200]}"


def shortened(value):
    if isinstance(value, dict):
        return {name: shortened(each) for name, each in value.items()}
    if isinstance(value, list):
        ends = value if len(value) <= LONGEST_LIST else value[: LONGEST_LIST // 2] + value[-LONGEST_LIST // 2 :]
        return [shortened(each) for each in ends]
    return value
