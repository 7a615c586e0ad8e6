"""HTML: which part of a page is the article, its blocks, and what the page says of it."""
