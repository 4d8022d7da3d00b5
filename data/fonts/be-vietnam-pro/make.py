"""Makes the fonts of this folder, for posters and pictures. Run by hand, rarely; the result is committed.

    npm pack @expo-google-fonts/be-vietnam-pro@0.4.1 && tar xzf expo-google-fonts-*.tgz
    apt-get install fonttools
    /usr/bin/python3 make.py package .

Keeps Latin with all Vietnamese letters and the punctuation we print; drops hinting; keeps kerning. As src/ui/fonts/make.py
does for pages, but as TrueType, which the setter of sheets reads, and in the weights that are seen from afar.
"""
import sys
from fontTools import subset
from fontTools.ttLib import TTFont

LETTERS = "".join(map(chr, [*range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x1A0, 0x1B1), *range(0x1CD, 0x1DD)]))
LETTERS += "".join(map(chr, range(0x1EA0, 0x1EFA)))
SIGNS = "×–—−‘’“”„†•…‹›€₫→←↑↓≤≥±✓\u0300\u0301\u0303\u0306\u0309\u0323\u031b"


def make(source, target):
    font = TTFont(source)
    options = subset.Options()
    options.hinting = False
    options.layout_features = ["kern", "mark", "mkmk", "ccmp"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(text=LETTERS + SIGNS)
    subsetter.subset(font)
    font.save(target)


package, out = sys.argv[1], sys.argv[2]
make(f"{package}/500Medium/BeVietnamPro_500Medium.ttf", f"{out}/BeVietnamPro-500.ttf")
make(f"{package}/700Bold/BeVietnamPro_700Bold.ttf", f"{out}/BeVietnamPro-700.ttf")
make(f"{package}/800ExtraBold/BeVietnamPro_800ExtraBold.ttf", f"{out}/BeVietnamPro-800.ttf")
