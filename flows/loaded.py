"""Importing this loads the cleaner whole: processes that clean are forked from one that did."""

from flows.cleaning import load_cleaner

load_cleaner()
