"""What an article is about as far as its figures go: where a figure without a subject belongs."""

from __future__ import annotations

from kg.extract.draft import Draft, Thing

SUBJECT_TYPES = frozenset(
    ("Zone", "Park", "Enterprise", "GovernmentBody", "Institution", "Policy", "Project", "Place", "Event")
)
CONTAINERS = frozenset(("Zone", "Park", "Place"))
BREADTH = frozenset(("中国", "我国", "全国"))
MANY = 2  # names of a thing that an article does not only brush
TITLE_WEIGHT = 3
TOPIC_WEIGHT = 1.5
BRIEF = 400  # characters: whatever a text so short names is its focus
DOCUMENT = 0.8  # of the title: a policy that fills so much of it is the text itself


def find_focus(draft: Draft) -> Thing | None:
    """The topic, unless another thing is named far more, or the text is a policy; None if only brushed."""
    things = [
        thing for thing in draft.things if thing.type in SUBJECT_TYPES and thing.forms[0] not in BREADTH
    ]
    title = draft.article.title or ""
    for thing in things:
        if thing.type == "Policy" and any(
            form in title and len(form) >= DOCUMENT * len(title) for form in thing.forms
        ):
            return thing
    best = max(things, key=lambda thing: (_salience(draft, thing), -thing.key), default=None)
    return best if best and (_salience(draft, best) >= MANY or len(draft.text) < BRIEF) else None


def _salience(draft: Draft, thing: Thing) -> float:
    """Mentions, the title's counted more; the topic has the start of others."""
    title = draft.article.title or ""
    named = len(thing.names) + TITLE_WEIGHT * any(form in title for form in thing.forms)
    return named * (TOPIC_WEIGHT if thing is draft.topic else 1.0)
