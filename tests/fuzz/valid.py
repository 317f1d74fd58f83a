"""Says which bodies the schemas of the contract allow.

    python3 valid.py openapi.yaml < '[{"schema": "RoundBody", "body": {}}]'

prints a JSON list of true and false, in order. Needs Debian's python3-jsonschema and python3-yaml.
"""

import json
import sys
import warnings

import jsonschema
import yaml

from contract import Loader


def main():
    warnings.filterwarnings("ignore")
    with open(sys.argv[1], encoding="utf-8") as file:
        contract = yaml.load(file, Loader=Loader)
    print(json.dumps([is_valid(contract, each["schema"], each["body"]) for each in json.load(sys.stdin)]))


def is_valid(contract, name, body):
    validator = jsonschema.Draft202012Validator(
        {"$ref": f"#/components/schemas/{name}"},
        resolver=jsonschema.RefResolver("", contract),
        format_checker=jsonschema.FormatChecker(("date", "uuid")),
    )
    return validator.is_valid(body)


if __name__ == "__main__":
    main()
