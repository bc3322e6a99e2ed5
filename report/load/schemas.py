"""JSON Schemas of an article's files, so that editors complete and check while somebody types.

They are made from the models and shipped in `report/schemas/`. A schema accepts whatever the loader accepts: an editor's
YAML parser turns `2013` into a number and `true` into a truth value before it looks at the schema, while the loader reads
text, so every type of text takes those, too.
"""

from __future__ import annotations

import ast
import inspect
import json
import textwrap
from pathlib import Path
from typing import Any

from report.model.article import ArticleFile
from report.model.evidence import SHARED, Series
from report.model.fields import Record
from report.model.grammar import MODELS
from report.model.reading import ID, SOURCE_ID
from report.model.sources import Source

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_SCALAR = ["string", "number", "boolean"]
_SHORT = {
    "AmountField": {"type": ["number", "string"]},
    "Side": {"type": _SCALAR, "description": "The id of a record"},
    "SharedBasis": {"type": _SCALAR, "description": "The id of one of the bases"},
}
"""Records that may be typed as a single value."""


def schemas() -> dict[str, dict[str, Any]]:
    """Return the schema of each kind of file, by name: `article`, `sources`, `series` and so on."""
    result = {
        "article": {**_of(ArticleFile), "title": "article.yaml"},
        "series": {**_of(Series), "title": "a file in series/"},
    }
    observation = result["series"]["$defs"]["Observation"]
    observation["required"] = [key for key in observation["required"] if key not in SHARED]  # the series may say it for all
    for name, model in MODELS.items():
        record = _of(model)
        definitions = record.pop("$defs", {})
        record.pop("$schema")
        definitions[model.__name__] = record
        result[name] = {
            "$schema": DIALECT,
            "title": f"{name}.yaml",
            "description": f"{record.get('description', '')} Each stands under its id.".strip(),
            "type": "object",
            "propertyNames": {"pattern": f"^{SOURCE_ID if model is Source else ID}$"},
            "additionalProperties": {"$ref": f"#/$defs/{model.__name__}"},
            "$defs": dict(sorted(definitions.items())),
        }
    return dict(sorted(result.items()))


def as_text(schema: dict[str, Any]) -> str:
    """Return a schema as it stands in its file."""
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def write(folder: Path) -> list[Path]:
    """Write all schemas into a folder, and return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, schema in schemas().items():
        path = folder / f"{name}.schema.json"
        path.write_text(as_text(schema), encoding="utf-8", newline="\n")
        paths.append(path)
    return paths


def _of(model: type[Record]) -> dict[str, Any]:
    schema = model.model_json_schema(by_alias=True, mode="validation")
    schema["$defs"] = {name: _described(name, part) for name, part in schema.get("$defs", {}).items()}
    result = {"$schema": DIALECT, **_described(model.__name__, schema)}
    changed = _as_typed(result)
    assert isinstance(changed, dict)
    return changed


def _as_typed(node: Any, key: str = "") -> Any:
    """Let text be typed without quotes, and nothing be null."""
    if isinstance(node, list):
        return [_as_typed(item) for item in node]
    if not isinstance(node, dict):
        return node
    if key in {"properties", "$defs"}:
        return {name: _as_typed(value) for name, value in node.items()}
    node = {name: _as_typed(value, name) for name, value in node.items() if not (name == "default" and value is None)}
    short = _SHORT.get(str(node.get("$ref", "")).rpartition("/")[2])
    if short:
        rest = {name: value for name, value in node.items() if name != "$ref"}
        return {"anyOf": [short, {"$ref": node["$ref"]}], **rest}
    options = node.get("anyOf")
    if isinstance(options, list) and {"type": "null"} in options:
        rest = {name: value for name, value in node.items() if name != "anyOf"}
        kept = [option for option in options if option != {"type": "null"}]
        return {**kept[0], **rest} if len(kept) == 1 else {"anyOf": kept, **rest}
    if node.get("type") == "string" and "enum" not in node and "const" not in node:
        node["type"] = _SCALAR
    return node


def _described(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    """Add the docstrings of the model's fields as descriptions."""
    model = _records().get(name)
    if model is None:
        return schema
    words = _docstrings(model)
    for field_name, field in model.model_fields.items():
        part = schema.get("properties", {}).get(field.alias or field_name)
        if part is not None:
            part.pop("title", None)
            if field_name in words:
                part["description"] = words[field_name]
    return schema


def _records() -> dict[str, type[Record]]:
    found: dict[str, type[Record]] = {}
    waiting: list[type[Record]] = [Record]
    while waiting:
        model = waiting.pop()
        found[model.__name__] = model
        waiting += model.__subclasses__()
    return found


def _docstrings(model: type[Record]) -> dict[str, str]:
    """Return the string below each field of a model and of those that it comes from."""
    words: dict[str, str] = {}
    for kind in reversed(model.__mro__):
        if not issubclass(kind, Record):
            continue
        body = ast.parse(textwrap.dedent(inspect.getsource(kind))).body[0]
        assert isinstance(body, ast.ClassDef)
        for field, text in zip(body.body, body.body[1:], strict=False):
            if (
                isinstance(field, ast.AnnAssign)
                and isinstance(field.target, ast.Name)
                and isinstance(text, ast.Expr)
                and isinstance(text.value, ast.Constant)
            ):
                words[field.target.id] = " ".join(str(text.value.value).split())
    return words
