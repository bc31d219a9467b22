"""Typography over a tree: text nodes only, each with its neighbours; elision before figures; capitals at starts."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from briefs.document import Declared, Emphasis, Figure, Foreign, Inline, Link, Reference, Strong, Text
from briefs.language import Language
from briefs.note.line import leaf_nodes, make_line, words_of
from briefs.note.rules import note_rules
from briefs.note.sentence import find_sentences
from briefs.typography import capitalise_start, elide, set_typography

NEIGHBOURS = 60  # characters of context; enough for any rule


def polish_inlines(children: tuple[Inline, ...], language: Language) -> tuple[Inline, ...]:
    """The inlines with the language's typography, elided before figures, with a capital at each sentence's start."""
    return capitalise_sentences(typeset(children, language), language)


def typeset(children: tuple[Inline, ...], language: Language) -> tuple[Inline, ...]:
    """The inlines with the language's typography, elided before figures; no reference within is opened."""
    leaves = tuple(leaf_nodes(children))
    words = [words_of(leaf) for leaf in leaves]
    whole, starts, at = "".join(words), [], 0
    for word in words:
        starts.append(at)
        at += len(word)
    return _rebuilt(children, iter(_set_leaves(leaves, whole, starts, language)))


def _set_leaves(leaves: tuple[Inline, ...], whole: str, starts: list[int], language: Language) -> Iterator[Inline]:
    for leaf, start in zip(leaves, starts, strict=True):
        if not isinstance(leaf, Text):
            yield leaf
            continue
        end = start + len(leaf.text)
        after = whole[end : end + NEIGHBOURS]
        text = set_typography(leaf.text, language, before=whole[max(0, start - NEIGHBOURS) : start], after=after)
        yield Text(elide(text, after, language))


def _rebuilt(children: tuple[Inline, ...], leaves: Iterator[Inline]) -> tuple[Inline, ...]:
    """The same tree with other leaves; words in another language keep theirs."""
    result: list[Inline] = []
    for node in children:
        if isinstance(node, Foreign):
            for _ in leaf_nodes(node.children):
                next(leaves)
            result.append(node)
        elif isinstance(node, Emphasis | Strong | Link):
            result.append(replace(node, children=_rebuilt(node.children, leaves)))
        else:
            result.append(next(leaves))
    return tuple(result)


def capitalise_sentences(children: tuple[Inline, ...], language: Language) -> tuple[Inline, ...]:
    """A capital on each figure, date or reference that begins a sentence: what an author can't type."""
    line = make_line(children)
    starts = set()
    for sentence in find_sentences(line.shape, note_rules(language)):
        words = line.text[sentence.start : sentence.end]
        starts.add(sentence.start + next((at for at, sign in enumerate(words) if sign.isalnum()), 0))
    leaves = [_capital(leaf.node, language) if leaf.start in starts else leaf.node for leaf in line.leaves]
    return _rebuilt(children, iter(leaves))


def _capital(node: Inline, language: Language) -> Inline:
    match node:
        case Figure(hedge="", unit_first=False):
            return replace(node, number=capitalise_start(node.number, language))
        case Figure():
            return replace(node, hedge=capitalise_start(node.hedge, language))
        case Declared():
            return replace(node, text=capitalise_start(node.text, language))
        case Reference(children=(Text(text=text), *others)):
            return replace(node, children=(Text(capitalise_start(text, language)), *others))
        case Reference(children=(Link(children=(Text(text=text), *words)) as link, *others)):
            first = replace(link, children=(Text(capitalise_start(text, language)), *words))
            return replace(node, children=(first, *others))
        case _:
            return node
