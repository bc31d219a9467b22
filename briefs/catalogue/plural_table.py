"""Plural-Forms of many languages as Babel writes them, with their CLDR categories: so that Babel is rarely asked.

Babel reads the whole data of a locale (25 ms) to tell these. A test compares every line with it.
"""

from __future__ import annotations

_ROWS = (
    ("nplurals=2; plural=(n != 1);", "one other",
     "af az bg ca da de dv ee el en eo es et eu fi fo fy gl ha ia io it kk kl ks ku ky lb lg ml mn mr nb nd ne nl nn "
     "no nr ny om or os ps rm sc sd sn so sq ss st sv sw ta te tk tn ts ug ur uz ve vo xh"),
    ("nplurals=2; plural=(n > 1);", "one other", "fr"),
    ("nplurals=1; plural=0;", "other", "bo cv dz ja km ko lo th vi zh"),
    ("nplurals=2; plural=(((n >= 0 && n <= 1)) ? 0 : 1);", "one other", "ak ln mg pa pt ti wa"),
    ("nplurals=2; plural=(((n == 1)) ? 0 : 1);", "one other", "hu ka tr"),
    ("nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);",
     "one few many", "be ru uk"),
    ("nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);", "one few many", "pl"),
    ("nplurals=3; plural=(n==1 ? 0 : (n==0 || (n%100 > 0 && n%100 < 20)) ? 1 : 2);", "one few other", "ro"),
    ("nplurals=3; plural=((n==1) ? 0 : (n>=2 && n<=4) ? 1 : 2);", "one few other", "cs sk"),
    ("nplurals=6; plural=((((n % 100) >= 3 && (n % 100) <= 10)) ? 3 : (((n % 100) >= 11 && (n % 100) <= 99)) ? 4 : "
     "((n == 1)) ? 1 : ((n == 2)) ? 2 : ((n == 0)) ? 0 : 5);", "zero one two few many other", "ar"),
)  # fmt: skip
# By language: the header and the categories in the order of its forms.
USUAL = {
    language: (header, tuple(categories.split()))
    for header, categories, languages in _ROWS
    for language in languages.split()
}
