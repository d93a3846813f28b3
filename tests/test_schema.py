"""The schema says what schema.md says, loads without rdflib, and reports every fault of a bad ontology."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import kg.schema
from kg.errors import DataError
from kg.schema import find_ontology, load_schema

ORGANIZATION = {"Enterprise", "GovernmentBody", "Institution"}
ACTOR = ORGANIZATION | {"Zone", "Park", "Place"}
TYPES = (
    *("Zone", "Park", "Enterprise", "GovernmentBody", "Institution", "Person"),
    *("Policy", "Project", "Industry", "Place", "Recognition", "Event"),
)
PREDICATES = {  # schema.md section 2, row by row
    "partOf": ({"Park", "Zone"}, {"Park", "Zone"}),
    "locatedIn": ({"Enterprise", "Institution", "Park", "Project", "Zone"}, {"Zone", "Park", "Place"}),
    "administers": (ORGANIZATION, {"Zone", "Park"}),
    "subOrganizationOf": (ORGANIZATION, ORGANIZATION | {"Zone"}),
    "holdsPosition": ({"Person"}, ACTOR),
    "issued": (ACTOR, {"Policy"}),
    "introduced": ({"Zone", "Park", "Place"}, {"Enterprise", "Project", "Institution", "Park"}),
    "builds": (ACTOR, {"Project", "Park", "Institution"}),
    "cooperatesWith": (ACTOR, ACTOR),
    "hasIndustry": ({"Zone", "Park", "Enterprise", "Project"}, {"Industry"}),
    "recognizedAs": (set(TYPES), {"Recognition"}),
    "hosted": (ACTOR, {"Event"}),
}


def test_schema_has_the_twelve_types_in_order() -> None:
    schema = load_schema()
    assert tuple(one.name for one in schema.types) == TYPES
    assert [one.label_zh for one in schema.types][:4] == ["开发区", "园区", "企业", "党政机构"]
    assert schema.entity_type("Person").label_en == "person"
    assert "署名" in schema.entity_type("Person").comment_zh
    assert len({one.colour for one in schema.types}) == 12


def test_schema_has_the_twelve_predicates_of_the_design() -> None:
    schema = load_schema()
    assert {one.name: (set(one.domain), set(one.range)) for one in schema.predicates} == PREDICATES
    assert [one.name for one in schema.predicates] == list(PREDICATES)
    assert schema.symmetric == {"cooperatesWith"}
    assert schema.predicate("introduced").label_zh == "引进"


@pytest.mark.parametrize("predicate", PREDICATES)
def test_schema_allows_exactly_domain_and_range(predicate: str) -> None:
    schema = load_schema()
    domain, range_ = PREDICATES[predicate]
    allowed = {(one, two) for one in TYPES for two in TYPES if schema.allows(one, predicate, two)}
    assert allowed == {(one, two) for one in domain for two in range_}


def test_schema_allows_nothing_it_does_not_know() -> None:
    schema = load_schema()
    assert not schema.allows("Zone", "invented", "Policy")
    assert not schema.allows("Company", "issued", "Policy")
    with pytest.raises(KeyError):
        schema.entity_type("Company")
    with pytest.raises(KeyError):
        schema.predicate("invented")


def test_schema_loads_without_rdflib() -> None:
    code = "import sys, kg.schema; kg.schema.load_schema(); print('rdflib' in sys.modules)"
    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "False"


def test_schema_finds_the_ontology_of_an_installed_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kg.schema, "__file__", str(tmp_path / "kg" / "schema.py"))
    assert find_ontology() == tmp_path / "ontology"
    (tmp_path / "kg" / "ontology").mkdir(parents=True)
    assert find_ontology() == tmp_path / "kg" / "ontology"


def _spoil(folder: Path, *changes: tuple[str, str]) -> Path:
    """Write a copy of the ontology with some passages replaced."""
    text = (find_ontology() / "kg.ttl").read_text(encoding="utf-8")
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    (folder / "kg.ttl").write_text(text, encoding="utf-8")
    return folder


FAULTS = {  # what is said: the passage of kg.ttl, and what it is spoilt to
    "kg:Policy has 0 rdfs:label@zh, expected one": ('"政策"@zh', '"政策"'),
    "kg:issued has 2 rdfs:label@zh, expected one": ('"发布"@zh', '"发布"@zh , "印发"@zh'),
    "kg:Zone has the kg:colour ['red'], expected one #rrggbb": ('"#c1272d"', '"red"'),
    "kg:Zone has the kg:displayOrder": ("kg:displayOrder 1 ; kg:colour", "kg:displayOrder 2 ; kg:colour"),
    "kg:Event has the kg:displayOrder": ("kg:displayOrder 12 ; kg:colour", 'kg:displayOrder "x" ; kg:colour'),
    "kg:Event is missing from the owl:": ("kg:Place kg:Recognition kg:Event )", "kg:Place kg:Recognition )"),
    "kg:Event has a kg:displayOrder but": (
        "rdfs:subClassOf kg:Entity , schema:Event",
        "rdfs:subClassOf schema:Event",
    ),
    "kg:hosted has no rdfs:range or several": ("kg:Actor ; rdfs:range kg:Event ;", "kg:Actor ;"),
    "kg:hosted has an rdfs:range that holds no": (
        "kg:Actor ; rdfs:range kg:Event ;",
        "kg:Actor ; rdfs:range kg:Evnt ;",
    ),
    "kg:locatedIn has the kg:derivedDomain Event, expected": (
        "kg:derivedDomain kg:Place ;",
        "kg:derivedDomain kg:Event ;",
    ),
    "kg:cooperatesWith is symmetric, but": (
        "kg:Actor ; rdfs:range kg:Actor ;",
        "kg:Actor ; rdfs:range kg:Zone ;",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_schema_names_a_fault_with_its_line(tmp_path: Path, fault: str) -> None:
    with pytest.raises(DataError) as caught:
        load_schema(_spoil(tmp_path, FAULTS[fault]))
    subject = fault.partition(" ")[0]
    lines = (tmp_path / "kg.ttl").read_text(encoding="utf-8").splitlines()
    number = next(index for index, line in enumerate(lines, 1) if line.startswith(f"{subject} a "))
    assert any(one.startswith(f"kg.ttl:{number}: {fault}") for one in caught.value.faults)


def test_schema_reports_all_faults_at_once(tmp_path: Path) -> None:
    folder = _spoil(tmp_path, ('"政策"@zh', '"政策"'), ('"#c1272d"', '"red"'), ('"发布"@zh', '"发布"@ja'))
    with pytest.raises(DataError) as caught:
        load_schema(folder)
    assert [one.split()[1] for one in caught.value.faults] == ["kg:Zone", "kg:Policy", "kg:issued"]


def test_schema_refuses_broken_turtle_and_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="expected the ontology"):
        load_schema(tmp_path / "nowhere")
    (tmp_path / "kg.ttl").write_text("kg:Zone a owl:Class .", encoding="utf-8")
    with pytest.raises(DataError, match=r"kg\.ttl:1: "):
        load_schema(tmp_path)


def test_schema_refuses_an_ontology_that_is_not_utf8(tmp_path: Path) -> None:
    (tmp_path / "kg.ttl").write_bytes('<http://a.example/a> <http://a.example/b> "高" .'.encode("gb18030"))
    with pytest.raises(DataError, match=r"kg\.ttl:1: "):
        load_schema(tmp_path)


def test_schema_refuses_an_ontology_without_types(tmp_path: Path) -> None:
    (tmp_path / "kg.ttl").write_text("<http://a.example/a> <http://a.example/b> 1 .", encoding="utf-8")
    with pytest.raises(DataError, match="no entity type or no predicate"):
        load_schema(tmp_path)
