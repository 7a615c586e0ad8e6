"""The working store: a batch is opened once in a run, and let go at its end."""

from __future__ import annotations

from pathlib import Path

from flows.store import (
    Piece,
    read_articles,
    read_pieces,
    reading,
    rejected_in,
    write_articles,
    write_pieces,
)
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


def test_pieces_keep_their_order_wherever_they_come_from(tmp_path: Path) -> None:
    def piece(name: str, count: int) -> Piece:
        story = "The dam above the old town was opened on Friday, and nobody came to see it there."
        made = [Article(**{**_fields(clean(story)[0]), "path": f"{name}{n}"}) for n in range(count)]
        return Piece(
            name, made, [Rejected(f"{name}.txt", "empty", "no text")] if count == 0 else []
        )

    first, second, third = (tmp_path / f"{n}.clean.arrow" for n in range(3))
    write_pieces(first, [piece("a", 1), piece("b", 2), piece("c", 0), piece("d", 1)])
    write_pieces(second, [piece("e", 1), piece("f", 1)])
    held = {found.key: found for file in (first, second) for found in read_pieces(file)}
    order = ["x", "a", "b", "c", "d", "y", "z", "f", "e", "b", "a"]
    write_pieces(third, [held.get(key) or piece(key, 1) for key in order])
    assert [(found.key, found.count) for found in read_pieces(third)] == [
        (key, {"b": 2, "c": 0}.get(key, 1)) for key in order
    ]
    with reading():
        paths = read_articles(third).column("path")
        assert paths == ["x0", "a0", "b0", "b1", "d0", "y0", "z0", "f0", "e0", "b0", "b1", "a0"]
        assert [item.path for item in read_articles(third).rejected] == ["c.txt"]
    assert [item.path for item in rejected_in(third)] == ["c.txt"]


def _fields(article: Article | Rejected) -> dict[str, object]:
    assert isinstance(article, Article)
    return {name: getattr(article, name) for name in article.__dataclass_fields__}
