"""The JSON Schemas that editors use to complete and check policy and scenario files."""

from __future__ import annotations

import json
from typing import Any

from caseflow.model import PolicyFile, Vocabulary
from caseflow.model.condition import COMPARISONS, GROUPS
from caseflow.model.scenario import Scenario


def policy_schema(vocabulary: Vocabulary) -> dict[str, Any]:
    """Return the schema of a policy file, with the vocabulary's facts and events as choices."""
    schema: dict[str, Any] = _with_conditions(PolicyFile.model_json_schema(by_alias=True))
    definitions = schema["$defs"]
    definitions["Condition"] = _condition(vocabulary)
    events = sorted(vocabulary.events)
    for definition in definitions.values():
        for name, field in definition.get("properties", {}).items():
            if name == "on" and "items" in field:
                names = {"enum": events}
                definition["properties"][name] = {
                    "anyOf": [names, {"type": "array", "items": names}]
                }
            elif field.get("type") == "array" and field.get("items", {}).get("type") == "string":
                definition["properties"][name] = _one_or_several(field)
        if "at" in definition.get("properties", {}) and "moves" in definition["properties"]:
            definition["properties"]["from"] = definition["properties"]["at"]
            definition["required"] = [n for n in definition["required"] if n != "at"]
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def scenario_schema() -> dict[str, Any]:
    """Return the schema of a scenario file: a list of scenarios."""
    schema = Scenario.model_json_schema(by_alias=True)
    definitions = schema.pop("$defs")
    for definition in (*definitions.values(), schema):
        for name, field in definition.get("properties", {}).items():
            if field.get("type") == "array" and field.get("items", {}).get("type") == "string":
                definition["properties"][name] = _one_or_several(field)
    definitions["Scenario"] = schema
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Caseflow scenarios",
        "type": "array",
        "items": {"$ref": "#/$defs/Scenario"},
        "$defs": definitions,
    }


def _with_conditions(part: Any) -> Any:
    """Put a reference wherever the model marks that a condition stands."""
    if isinstance(part, dict):
        if part.get("x-caseflow") == "condition":
            return {"$ref": "#/$defs/Condition"}
        return {key: _with_conditions(value) for key, value in part.items()}
    return [_with_conditions(value) for value in part] if isinstance(part, list) else part


def shown(schema: dict[str, Any]) -> str:
    """Return a schema as stable, readable JSON."""
    return json.dumps(schema, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def _one_or_several(field: dict[str, Any]) -> dict[str, Any]:
    described: dict[str, Any] = {
        key: field[key] for key in ("title", "description", "default") if key in field
    }
    several = {key: value for key, value in field.items() if key not in described}
    return {**described, "anyOf": [field["items"], several]}


def _condition(vocabulary: Vocabulary) -> dict[str, Any]:
    group = {"type": "array", "items": {"$ref": "#/$defs/Condition"}, "minItems": 1}
    facts = {name: _answers(fact.question, fact.values) for name, fact in vocabulary.facts.items()}
    return {
        "title": "Condition",
        "description": "Facts and the answers that satisfy the rule; all of them must hold.",
        "type": "object",
        "minProperties": 1,
        "additionalProperties": False,
        "properties": {**facts, **dict.fromkeys(GROUPS, group)},
    }


def _answers(question: str, values: dict[str, str]) -> dict[str, Any]:
    plain: dict[str, Any] = (
        {"enum": sorted(values)} if values else {"type": ["string", "boolean", "number"]}
    )
    limits: dict[str, Any] = {name: {"type": ["number", "string"]} for name in COMPARISONS}
    several = {"anyOf": [plain, {"type": "array", "items": plain, "minItems": 1}]}
    compared = {
        "type": "object",
        "minProperties": 1,
        "additionalProperties": False,
        "properties": {**limits, "is_not": several},
    }
    return {"description": question, "anyOf": [*several["anyOf"], compared]}
