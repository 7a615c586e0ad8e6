"""The working store: a batch is opened once in a run, and let go at its end."""

from __future__ import annotations

from pathlib import Path

from flows.store import read_articles, reading, write_articles
from normalize import Article, Rejected, clean


def test_a_batch_is_opened_once_and_let_go(tmp_path: Path) -> None:
    [article] = clean("Dam opens\n\nThe dam above the old town was opened on Friday.")
    assert isinstance(article, Article)
    file = tmp_path / "key.clean.arrow"
    write_articles(file, [article], [Rejected("b.txt", "empty", "no text")])
    with reading():
        batch = read_articles(file)
        assert [found.text for found in batch.each()] == [article.text]
        assert [found.path for found in batch.rejected] == ["b.txt"]
        assert read_articles(file) is batch
    assert read_articles.cache_info().currsize == 0
    assert read_articles(file) is not batch


def test_the_keys_of_end_lines_are_told_apart_by_article(tmp_path: Path) -> None:
    story = "The dam above the old town was opened on Friday, and nobody came to see it there."
    foot = "Harwick Post, Mill Lane 4"
    texts = [story, f"{story}\n\n{foot}", f"{story}\n\n{foot}\n\nAll about the valley"]
    articles = [
        Article(**{**_fields(clean(story)[0]), "text": text, "outlet": "post"}) for text in texts
    ]
    file = tmp_path / "key.clean.arrow"
    write_articles(file, articles, [])
    with reading():
        batch = read_articles(file)
        assert batch.rows_of_ends().tolist() == [1, 2, 2]
        assert len(batch.ends()) == 3
        assert batch.ends()[0] == batch.ends()[1]


def _fields(article: Article | Rejected) -> dict[str, object]:
    assert isinstance(article, Article)
    return {name: getattr(article, name) for name in article.__dataclass_fields__}
