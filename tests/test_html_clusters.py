"""kg.write.html of graphs too large for a page: what is kept, what is counted, the clusters of the whole."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from itertools import combinations, pairwise
from math import dist

import networkx as nx
import pytest

from kg.records import Copy, Entity, Knowledge, Observation, Relation
from kg.schema import load_schema
from kg.write.html import to_html
from kg.write.html.clusters import Clusters, describe_clusters, find_clusters, place_clusters, to_radius
from kg.write.html.communities import find_communities, join_communities, merge
from kg.write.html.kept import Room, keep
from kg.write.html.picture import Picture, draw
from kg.write.html.rows import number
from tests.hostile import HOSTILE, make_hostile
from tests.island import read_island, read_table
from tests.synthetic_graph import make_knowledge

SCHEMA = load_schema()
TYPES = number(one.name for one in SCHEMA.types)
KNOWN = make_knowledge(700, 1800, seed=3)
ROOM = Room(300, 500, 60)
Edge = tuple[int, int]


def write(known: Knowledge = KNOWN, room: Room = ROOM) -> str:
    return to_html(known, SCHEMA, most_nodes=50, most_edges=100, room=room)


PAGE = write()
DATA = read_island(PAGE)


def make_graph(size: int, edges: Iterable[Edge]) -> list[dict[int, int]]:
    graph: list[dict[int, int]] = [{} for _ in range(size)]
    for one, other in edges:
        graph[one][other] = graph[other][one] = 1
    return graph


def make_ring(cliques: int, size: int) -> list[dict[int, int]]:
    """Make cliques of one size, each linked with the next by one edge."""
    edges = [
        (clique * size + one, clique * size + other)
        for clique in range(cliques)
        for one, other in combinations(range(size), 2)
    ]
    edges += [(clique * size, (clique + 1) % cliques * size + 1) for clique in range(cliques)]
    return make_graph(cliques * size, edges)


def make_picture(known: Knowledge) -> Picture:
    return draw(known, SCHEMA, most_nodes=5, most_edges=5)


def find_modularity(graph: list[dict[int, int]], communities: list[int]) -> float:
    known = nx.Graph()
    known.add_nodes_from(range(len(graph)))
    known.add_weighted_edges_from(
        (one, other, n) for one, near in enumerate(graph) for other, n in near.items()
    )
    sets: dict[int, set[int]] = {}
    for node, community in enumerate(communities):
        sets.setdefault(community, set()).add(node)
    return float(nx.community.modularity(known, sets.values()))


def find_best(known: Knowledge) -> dict[str, int]:
    degrees = Counter({one.id: 0 for one in known.entities})
    for one in known.facts:
        if isinstance(one.statement, Relation):
            degrees.update({one.statement.subject, one.statement.object})
    return dict(degrees)


# Communities


def test_communities_of_cliques_are_the_cliques() -> None:
    assert find_communities(make_ring(8, 5)) == [clique for clique in range(8) for _ in range(5)]


def test_communities_of_what_is_not_linked_are_the_nodes() -> None:
    assert find_communities([]) == []
    assert find_communities([{}, {}, {}]) == [0, 1, 2]
    assert find_communities(make_graph(5, [(1, 3)])) == [0, 1, 2, 1, 3]


def test_communities_weigh_links() -> None:
    """A square: two nodes belong together on the sides that weigh more."""
    graph = [{1: 5, 3: 1}, {0: 5, 2: 1}, {1: 1, 3: 5}, {2: 5, 0: 1}]
    assert find_communities(graph) == [0, 0, 1, 1]
    turned = [{1: 1, 3: 5}, {0: 1, 2: 5}, {1: 5, 3: 1}, {2: 1, 0: 5}]
    assert find_communities(turned) == [0, 1, 1, 0]


def test_communities_are_about_as_modular_as_those_of_networkx() -> None:
    rows = {one.id: row for row, one in enumerate(KNOWN.entities)}
    said = [one.statement for one in KNOWN.facts if isinstance(one.statement, Relation)]
    graph = make_graph(len(rows), [(rows[one.subject], rows[one.object]) for one in said])
    known = nx.Graph((one, other) for one, near in enumerate(graph) for other in near)
    known.add_nodes_from(range(len(graph)))
    best = nx.community.modularity(known, nx.community.louvain_communities(known, seed=1))
    assert best > 0.5
    assert find_modularity(graph, find_communities(graph)) > 0.97 * best


def test_communities_merged_keep_all_weights() -> None:
    ring = make_ring(3, 4)
    merged = merge(ring, [node // 4 for node in range(12)])
    assert merged == [{0: 12, 1: 1, 2: 1}, {0: 1, 1: 12, 2: 1}, {0: 1, 1: 1, 2: 12}]


def test_communities_are_joined_whole_until_few_are_left() -> None:
    ring = make_ring(8, 5)
    joined = join_communities(ring, find_communities(ring), 3)
    assert len(set(joined)) == 3
    assert all(len(set(joined[at : at + 5])) == 1 for at in range(0, 40, 5))
    assert sorted(Counter(joined).values()) == [10, 10, 20]
    assert join_communities(ring, find_communities(ring), 8) == find_communities(ring)


def test_communities_join_the_smallest_to_what_it_is_most_linked_with() -> None:
    """Three groups in a row: the pair in the middle has two links to the right and one to the left."""
    left, right = list(combinations(range(4), 2)), list(combinations(range(6, 10), 2))
    graph = make_graph(10, [*left, *right, (4, 5), (3, 4), (5, 6), (5, 7)])
    groups = [0, 0, 0, 0, 1, 1, 2, 2, 2, 2]
    assert join_communities(graph, groups, 2) == [0, 0, 0, 0, 1, 1, 1, 1, 1, 1]


def test_communities_keep_the_links_of_what_they_join() -> None:
    """The pair in the middle goes to the left, and what is linked with it alone follows."""
    graph = make_graph(8, [(0, 1), (1, 2), (3, 4), (5, 6), (6, 7), (2, 3), (2, 4), (4, 5)])
    assert join_communities(graph, [0, 0, 0, 1, 1, 2, 2, 2], 2) == [0, 0, 0, 0, 0, 1, 1, 1]
    assert join_communities(graph, [0, 0, 0, 1, 1, 2, 2, 2], 1) == [0] * 8


def test_communities_without_links_are_not_joined() -> None:
    graph = make_graph(9, [(0, 1), (2, 3), (4, 5), (5, 6), (6, 7)])
    groups = [0, 0, 1, 1, 2, 2, 3, 3, 4]
    assert join_communities(graph, groups, 1) == [0, 0, 1, 1, 2, 2, 2, 2, 3]


# Clusters


def test_clusters_hold_every_entity_once_the_best_connected_first() -> None:
    picture = make_picture(KNOWN)
    found = find_clusters(picture, most=9)
    order = {one.id: row for row, one in enumerate(picture.entities)}
    everything = [one.id for group in (*found.groups, found.rest) for one in group]
    assert sorted(everything) == sorted(order) and len(found.groups) == 9
    sizes = [len(group) for group in found.groups]
    assert sizes == sorted(sizes, reverse=True) and sizes[-1] > 1
    for group in (*found.groups, found.rest):
        assert all(order[one.id] < order[other.id] for one, other in pairwise(group))
    degrees = find_best(KNOWN)
    assert len(found.rest) < 150 and sum(degrees[one.id] for one in found.rest) < 20


def test_clusters_count_the_relations_within_and_between() -> None:
    found = find_clusters(make_picture(KNOWN), most=9)
    groups = {one.id: at for at, group in enumerate(found.groups) for one in group}
    expected: Counter[Edge] = Counter()
    for fact in KNOWN.facts:
        if isinstance(fact.statement, Relation):
            ends = groups.get(fact.statement.subject), groups.get(fact.statement.object)
            if None not in ends:
                first, last = sorted(end for end in ends if end is not None)
                expected[first, last] += 1
    assert found.links == expected
    inside = sum(count for (one, other), count in found.links.items() if one == other)
    assert inside > 0.5 * expected.total()


def test_clusters_of_the_whole_are_those_of_its_cities() -> None:
    """Links fall mostly within a city: a cluster of several entities is named after what its city has."""
    found = find_clusters(make_picture(KNOWN), most=60)
    assert 5 < len(found.groups) < 30
    for group in found.groups[:5]:
        cities = Counter(one.name[:2] for one in group)
        assert cities.most_common(1)[0][1] > len(group) / 4


def test_clusters_are_of_two_at_least() -> None:
    """A pair, and one that speaks of itself alone."""
    one, other, loner = (Entity(f"zone/{at}", "Zone", f"{at}区") for at in range(3))
    fact = next(fact for fact in KNOWN.facts if isinstance(fact.statement, Relation))
    said = fact.statement
    assert isinstance(said, Relation)
    pair = replace(fact, id="1", statement=replace(said, subject=one.id, object=other.id))
    loop = replace(fact, id="2", statement=replace(said, subject=loner.id, object=loner.id))
    found = find_clusters(make_picture(Knowledge((), (one, other, loner), (pair, loop))))
    assert found == Clusters(((one, other),), {(0, 0): 1}, (loner,))


def test_clusters_of_nothing_are_none() -> None:
    assert find_clusters(make_picture(Knowledge((), (), ()))) == Clusters((), {}, ())
    alone = replace(KNOWN, facts=())
    found = find_clusters(make_picture(alone))
    assert found.groups == () and len(found.rest) == 700
    told = describe_clusters(found, TYPES, ())
    assert (told["groups"]["rows"], told["links"]["rows"], told["rest"]["entities"]) == ([], [], 700)


def test_clusters_circles_do_not_touch() -> None:
    for most in (2, 9, 60):
        found = find_clusters(make_picture(KNOWN), most=most)
        circles = list(zip(place_clusters(found), map(len, found.groups), strict=True))
        for (one, size), (other, other_size) in combinations(circles, 2):
            assert dist(one, other) > to_radius(size) + to_radius(other_size) + 40


def test_clusters_stand_near_what_they_are_most_linked_with() -> None:
    """Twelve groups in a row, each linked with the next: their places follow the row."""
    groups = tuple((Entity(f"zone/{at:x}", "Zone", f"{at}"),) * 30 for at in range(12))
    places = place_clusters(Clusters(groups, {(at, at + 1): 9 for at in range(11)}, ()))
    near = [dist(places[at], places[at + 1]) for at in range(11)]
    far = [dist(places[at], places[at + 6]) for at in range(6)]
    assert sum(near) / len(near) < 0.5 * sum(far) / len(far)


def test_clusters_are_told_by_the_best_of_them() -> None:
    found = find_clusters(make_picture(KNOWN), most=60)
    groups = read_table(DATA["clusters"], "groups")
    assert len(groups) == len(found.groups)
    for told, group in zip(groups, found.groups, strict=True):
        assert (told["name"], told["entities"]) == (group[0].name, len(group))
        assert DATA["types"][told["type"]]["name"] == group[0].type
        assert told["label"].replace("\n", "")[:8] == group[0].name[:8]
        counts = Counter(one.type for one in group)
        assert {DATA["types"][at]["name"]: count for at, count in told["types"]} == counts
        assert [count for _, count in told["types"]] == sorted(counts.values(), reverse=True)
        assert told["radius"] == round(to_radius(len(group)))
    places = place_clusters(found)
    assert [(one["x"], one["y"]) for one in groups] == [(round(x), round(y)) for x, y in places]
    links = read_table(DATA["clusters"], "links")
    assert {(one["from"], one["to"]): one["relations"] for one in links} | {
        (at, at): one["relations"] for at, one in enumerate(groups) if one["relations"]
    } == found.links
    assert [one["relations"] for one in links] == sorted((one["relations"] for one in links), reverse=True)
    assert DATA["clusters"]["rest"]["entities"] == len(found.rest)


def test_clusters_tell_which_the_entities_of_the_page_are_in() -> None:
    found = find_clusters(make_picture(KNOWN), most=60)
    groups = {one.id: at for at, group in enumerate(found.groups) for one in group}
    entities = read_table(DATA, "entities")
    assert DATA["clusters"]["of"] == [groups.get(one["id"]) for one in entities]
    assert len(set(DATA["clusters"]["of"])) > 5


# What is kept


def test_kept_are_the_best_connected_with_sizes_and_places_of_the_whole() -> None:
    whole = read_table(read_island(write(room=Room())), "entities")
    kept = read_table(DATA, "entities")
    assert len(kept) == 300 and len(whole) == 700
    for one, other in zip(kept, whole, strict=False):
        assert all(one[name] == other[name] for name in ("id", "size", "x", "y", "label"))


def test_kept_facts_are_the_best_proven_among_the_kept() -> None:
    part = keep(KNOWN, make_picture(KNOWN), ROOM)
    ids = {one.id for one in part.knowledge.entities}
    disputed = {id_ for one in part.knowledge.contradictions for id_ in one.facts}
    for kind, most in ((Relation, ROOM.relations), (Observation, ROOM.figures)):
        among = [
            one
            for one in KNOWN.facts
            if isinstance(one.statement, kind)
            and one.statement.subject in ids
            and getattr(one.statement, "object", one.statement.subject) in ids
        ]
        among.sort(key=lambda one: (-one.sources, -one.statement.confidence, one.id))
        kept = {one.id for one in part.knowledge.facts if isinstance(one.statement, kind)}
        assert len(among) > most + 50
        assert kept.issuperset(one.id for one in among[:most])
        assert kept.difference(one.id for one in among[:most]) <= disputed


def test_kept_fact_is_never_without_what_contradicts_it() -> None:
    """Also where the other is badly proven, and where one fact leads to another."""
    facts = [one for one in KNOWN.facts if isinstance(one.statement, Observation)]
    facts.sort(key=lambda one: (-one.sources, -one.statement.confidence, one.id))
    dispute = KNOWN.contradictions[0]
    chain = (
        replace(dispute, id="b", facts=(facts[-1].id, facts[-2].id)),
        replace(dispute, id="a", facts=(facts[0].id, facts[-1].id)),
        replace(dispute, id="c", facts=(facts[-3].id, facts[-4].id)),
    )
    known = replace(KNOWN, contradictions=chain)
    part = keep(known, make_picture(known), Room(700, 1800, 9))
    kept = [one.id for one in part.knowledge.facts if isinstance(one.statement, Observation)]
    assert sorted(kept) == sorted(one.id for one in (*facts[:9], *facts[-2:]))
    assert [one.id for one in part.knowledge.contradictions] == ["b", "a"]


def test_kept_island_counts_the_whole_and_the_part() -> None:
    assert DATA["counts"] == {"entities": 700, "relations": 1800, "figures": 350}
    assert DATA["kept"] == {name: len(DATA[name]["rows"]) for name in ("entities", "relations", "figures")}
    assert sum(one["count"] for one in DATA["types"]) == 700
    assert sum(one["count"] for one in DATA["predicates"]) == 1800
    assert DATA["kept"]["entities"] == 300 and 500 <= DATA["kept"]["relations"] < 520


def test_kept_island_refers_to_nothing_that_is_not_in_it() -> None:
    facts = [one for name in ("relations", "figures") for one in read_table(DATA, name)]
    proofs, articles = read_table(DATA, "proofs"), read_table(DATA, "articles")
    used = {index for one in facts for index in one["proofs"]}
    assert used == set(range(len(proofs)))
    assert {one["article"] for one in proofs} == set(range(len(articles)))
    assert {one["document"] for one in articles} == set(range(len(DATA["documents"]["rows"])))
    assert all(one["copyOf"] is None or one["copyOf"] < len(articles) for one in articles)
    ids = {one["id"] for one in facts}
    assert DATA["contradictions"] and all(ids.issuperset(one["facts"]) for one in DATA["contradictions"])
    assert len(articles) < len(KNOWN.sources)
    assert any(one["copyOf"] is not None for one in articles)


def test_kept_article_is_no_copy_of_what_is_not_kept() -> None:
    part = keep(replace(KNOWN, copies=()), make_picture(KNOWN), ROOM).knowledge
    told = [one.key for one in part.sources]
    gone = next(one.key for one in KNOWN.sources if one.key not in told)
    copies = (Copy(told[0], gone), Copy(gone, told[1]), Copy(told[2], told[3]))
    assert keep(replace(KNOWN, copies=copies), make_picture(KNOWN), ROOM).knowledge.copies == copies[2:]


def test_kept_is_everything_where_there_is_room() -> None:
    """One place less than there are entities, relations or figures, and the page says that it is a part."""
    full = Room(700, 1800, 350)
    data = read_island(write(room=full))
    assert "kept" not in data and "clusters" not in data
    assert len(data["articles"]["rows"]) == len(KNOWN.sources)
    assert write(room=full) == write(room=Room())
    for less in (replace(full, entities=699), replace(full, relations=1799), replace(full, figures=349)):
        part = keep(KNOWN, make_picture(KNOWN), less)
        assert part.clusters is not None


def test_kept_summary_counts_the_whole() -> None:
    assert "700 个实体，1800 条关系，350 条指标" in PAGE


def test_kept_does_not_depend_on_order_or_the_seed_of_hashes() -> None:
    turned = replace(
        KNOWN,
        entities=KNOWN.entities[::-1],
        facts=KNOWN.facts[::-1],
        sources=KNOWN.sources[::-1],
        copies=KNOWN.copies[::-1],
    )
    assert write(turned) == PAGE
    code = "import sys; from tests.test_html_clusters import PAGE; sys.stdout.buffer.write(PAGE.encode())"
    environment = {**os.environ, "PYTHONHASHSEED": "77"}
    told = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, env=environment)
    assert told.stdout == PAGE.encode()


@pytest.mark.parametrize("room", [Room(20, 10, 10), Room(121, 5, 1)])
def test_kept_hostile_names_of_clusters_come_whole(room: Room) -> None:
    data = read_island(write(make_hostile(HOSTILE), room))
    assert len(data["entities"]["rows"]) == room.entities
    one = read_table(data["clusters"], "groups")[0]
    assert one["entities"] == 121 and data["clusters"]["rest"]["entities"] == 0
