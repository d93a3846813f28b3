"""Near-copies are found by sketches, texts about the same thing are not."""

from __future__ import annotations

from itertools import pairwise
from random import Random

from kg.shingles import SIZE, find_copies, find_similarity, make_sketch

WORDS = tuple("青岛高新区企业项目发展创新建设产业园科技政策服务投资人才平台集群生物医药智能制造")


def write(seed: int, words: int = 300) -> str:
    random = Random(seed)
    return "".join(random.choice(WORDS) for _ in range(words)) + "。"


def test_shingles_of_one_text_are_the_same_whatever_its_layout() -> None:
    assert make_sketch("青岛 高新区\n引进“云帆科技”，今年开工") == make_sketch(
        "青岛高新区引进云帆科技今年开工"
    )


def test_shingles_of_a_short_text_are_none() -> None:
    assert make_sketch("简讯") == ()
    assert find_similarity((), ()) == 0.0


def test_shingles_are_ascending_and_bounded() -> None:
    sketch = make_sketch(write(1))
    assert len(sketch) == SIZE
    assert all(one < other for one, other in pairwise(sketch))


def test_shingles_estimate_the_share_in_common() -> None:
    one, other = write(1), write(2)
    assert find_similarity(make_sketch(one), make_sketch(one)) == 1.0
    assert find_similarity(make_sketch(one), make_sketch(other)) < 0.1
    assert 0.35 < find_similarity(make_sketch(one + other), make_sketch(one)) < 0.65


def test_shingles_find_copies_with_another_headline_and_ending() -> None:
    text = write(1)
    texts = {
        "copy": f"转载：一条新标题\n{text}（记者 某某）",
        "original": text,
        "other": write(2),
        "third": write(3),
    }
    assert find_copies({key: make_sketch(each) for key, each in texts.items()}) == (("copy", "original"),)


def test_shingles_find_all_of_many_copies() -> None:
    text = write(1)
    sketches = {number: make_sketch(f"第{number}家报纸：{text}") for number in range(200)}
    linked = {number for pair in find_copies(sketches) for number in pair}
    assert linked == set(sketches)
