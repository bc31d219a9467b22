"""An ask that rests on an article which nobody has read.

What it finds: an article under `law:` of an ask that is not among `custom.articles` of its source.
Why it matters: a wrong legal basis costs the whole demand.
Example: `law: [[libraries-act, "9"]]` where nobody has read article 9.
What to do: read the article, then add it to `custom.articles` of the source; or leave the ask without that basis.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefs.brief import asks_of
from briefs.check.subject import Subject
from briefs.finding import Finding

RULE = "ask-article-not-read"


def ask_article_not_read(subject: Subject) -> Iterator[Finding]:
    """Each legal basis of an ask that nobody has read."""
    if subject.brief is None:
        return
    for number, ask in enumerate(asks_of(subject.brief)):
        for index, pair in enumerate(ask.get("law") or ()):
            law, *articles = pair if isinstance(pair, list) else (pair,)
            source = subject.evidence.sources.get(str(law))
            read = source.articles if source else ()
            for article in articles if source else ():
                if not _was_read(str(article), read):
                    at = subject.brief.place("asks", number, "law", index)
                    message = f"ask {number + 1} rests on {_named(str(article))} of “{law}”, which nobody has read"
                    hint = f"read so far: {', '.join(read) or 'none'}; read it, then add it to custom.articles"
                    yield Finding(RULE, message, at, hint, text=str(article))


def _named(article: str) -> str:
    return article if article.startswith("recital ") else f"article {article}"


def _was_read(article: str, articles: tuple[str, ...]) -> bool:
    """Whether an article, or a paragraph of it, is among those read."""
    return any(article == read or read.startswith(f"{article}(") or article.startswith(f"{read}(") for read in articles)
