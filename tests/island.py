"""Reading a page's data island, as scripts/data.js does: tables become lists of dictionaries."""

from __future__ import annotations

import json
import re
from typing import Any, NoReturn

Row = dict[str, Any]


def read_island(page: str) -> dict[str, Any]:
    """Parse the JSON of the page's data element; NaN and Infinity, which no script can read, are refused."""
    found = re.findall(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    assert len(found) == 1
    data: dict[str, Any] = json.loads(found[0], parse_constant=_refuse)
    return data


def read_table(data: dict[str, Any], name: str) -> list[Row]:
    """Make a dictionary of each row of a table; what a short row lacks is None."""
    columns = data[name]["columns"]
    rows = data[name]["rows"]
    assert all(len(row) <= len(columns) for row in rows)
    return [dict(zip(columns, [*row, *[None] * (len(columns) - len(row))], strict=True)) for row in rows]


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no JSON")
