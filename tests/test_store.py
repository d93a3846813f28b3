"""Queries over a built graph: answers, clear errors, and nothing that writes or reaches out."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.store import MOST_CHARACTERS, Answer, load_store, run_query

PREFIXES = {"x": "http://example.org/"}
TURTLE = """@prefix x: <http://example.org/> .
x:zone x:label "青岛高新区"@zh ; x:rank 13 ; x:from x:service .
x:firm x:label "海尔生物"@zh .
"""


def ask(tmp_path: Path, query: str) -> Answer:
    path = tmp_path / "graph.ttl"
    path.write_text(TURTLE, encoding="utf-8")
    return run_query(load_store(path), query, prefixes=PREFIXES)


def test_store_select_keeps_columns_and_unbound_cells(tmp_path: Path) -> None:
    query = "SELECT ?label ?rank { ?s x:label ?label OPTIONAL { ?s x:rank ?rank } } ORDER BY ?rank"
    assert ask(tmp_path, query) == Answer(("label", "rank"), (("海尔生物", None), ("青岛高新区", "13")))


def test_store_ask_is_one_cell(tmp_path: Path) -> None:
    assert ask(tmp_path, "ASK { x:zone x:rank 13 }") == Answer(("answer",), (("true",),))
    assert ask(tmp_path, "ASK { x:firm x:rank 13 }") == Answer(("answer",), (("false",),))


@pytest.mark.parametrize("query", ["CONSTRUCT WHERE { ?s x:rank ?o }", "DESCRIBE x:firm"])
def test_store_graph_answers_have_three_columns(tmp_path: Path, query: str) -> None:
    answer = ask(tmp_path, query)
    assert answer.columns == ("subject", "predicate", "object")
    assert len(answer.rows) == 1


@pytest.mark.parametrize(
    "query,place",
    [
        ("SELECT * {", "1:11"),
        ("SELECT *\n{ nowhere:a ?p ?o }", "2:"),
        ("", "1:1"),
        ("高新区", "1:4"),
        ("'", "1:"),
    ],
)
def test_store_wrong_query_is_one_short_line_with_its_place(tmp_path: Path, query: str, place: str) -> None:
    with pytest.raises(InputError) as caught:
        ask(tmp_path, query)
    message = str(caught.value)
    assert message.startswith("query: error at") and place in message
    assert "\n" not in message and len(message) < 120


@pytest.mark.parametrize(
    "query",
    [
        "LOAD <http://127.0.0.1/x>",
        "insert data { x:a x:b x:c }",
        "DELETE WHERE { ?s ?p ?o }",
        "DROP ALL",
        "SELECT * FROM <http://127.0.0.1/x> { ?s ?p ?o }",
        "SELECT * from named <file:///etc/passwd> { GRAPH ?g { ?s ?p ?o } }",
    ],
)
def test_store_updates_and_foreign_graphs_are_refused(tmp_path: Path, query: str) -> None:
    with pytest.raises(InputError, match="is refused"):
        ask(tmp_path, query)


HOSTILE = [
    "SELECT * { SERVICE <URL> { ?s ?p ?o } }",
    "SELECT * { service silent <URL> { ?s ?p ?o } }",
    "SELECT * { SERVICESILENT<URL>{ ?s ?p ?o } }",
    "SELECT * { SERVICE#x\n<URL>{ ?s ?p ?o } }",
    "PREFIX : <URL> SELECT * { SERVICE:{ ?s ?p ?o } }",
    "SELECT * { BIND(<URL> AS ?u) SERVICE ?u { ?s ?p ?o } }",
    "SELECT * { ?a ?b 1SERVICE<URL>{ ?s ?p ?o } }",
    "SELECT * { ?a ?b trueSERVICE<URL>{ ?s ?p ?o } }",
    "SELECT * { ?a x:rank ?r FILTER(?r<5)#>'''\nSERVICE <URL> { ?s ?p ?o } #'''\n }",
    "SELECT * { { SELECT * { OPTIONAL { SERVICE <URL> { ?s ?p ?o } } } } }",
    "ASK { ?s ?p ?o FILTER EXISTS { SERVICE <URL> { ?s ?p ?o } } }",
]


@pytest.fixture
def listener() -> Iterator[tuple[str, list[str]]]:
    """A port on the loopback that notes every connection; yields (url, connections)."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        seen: list[str] = []
        done = threading.Event()

        def serve() -> None:
            while not done.is_set():
                try:
                    connection, place = server.accept()
                except TimeoutError:
                    continue
                seen.append(str(place))
                connection.close()

        thread = threading.Thread(target=serve)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/", seen
        done.set()
        thread.join()


@pytest.mark.parametrize("query", HOSTILE)
def test_store_service_never_connects(tmp_path: Path, query: str, listener: tuple[str, list[str]]) -> None:
    url, seen = listener
    with pytest.raises(InputError, match="SERVICE is refused"):
        ask(tmp_path, query.replace("URL", url))
    assert seen == []


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?service { ?service x:from x:service }",
        "SELECT $from { $from ?p x:service } # from here",
        "SELECT ?s { ?s ?p ?o FILTER(STR(?o) != 'DELETE FROM <x>') } LIMIT 1",
        "SELECT ?s { ?s ?p ?o FILTER(?p = <http://example.org/from>) }",
    ],
)
def test_store_words_in_names_are_no_keywords(tmp_path: Path, query: str) -> None:
    assert len(ask(tmp_path, query).rows) == 1


def test_store_overlong_query_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="limit"):
        ask(tmp_path, "SELECT * { ?s ?p ?o }" + " " * MOST_CHARACTERS)


def test_store_missing_and_broken_files_are_one_line(tmp_path: Path) -> None:
    broken = tmp_path / "broken.ttl"
    broken.write_text(TURTLE.replace(" .\nx:firm", "\nx:firm"), encoding="utf-8")
    with pytest.raises(InputError, match=r"broken\.ttl:3: "):
        load_store(broken)
    for path in (tmp_path / "none.ttl", tmp_path):
        with pytest.raises(InputError, match="kg build") as caught:
            load_store(path)
        assert "\n" not in str(caught.value)
