"""Makes the two web fonts of this folder. Run by hand, rarely; the result is committed (docs/decisions/0003-type.md).

    npm pack @expo-google-fonts/be-vietnam-pro@0.4.1 && tar xzf expo-google-fonts-*.tgz
    apt-get install fonttools python3-brotli
    /usr/bin/python3 make.py package .

Keeps ASCII, all Vietnamese letters and the punctuation we print; drops hinting; keeps kerning. The typeface has no
tabular figures, and a report is columns of figures: so ten figures of one width are added as feature `tnum`.
"""
import sys
from fontTools import subset
from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

LETTERS = "ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúýĂăĐđĨĩŨũƠơƯư" + "".join(map(chr, range(0x1EA0, 0x1EFA)))
SIGNS = "\u00a0«»°²³·×–—−‘’“”…•→←↑↓₫≤≥±✓"
TEXT = "".join(map(chr, range(0x20, 0x7F))) + LETTERS + SIGNS
FIGURE_WIDTH = 650
FIGURES = "zero one two three four five six seven eight nine".split()


def add_tabular_figures(font):
    cmap, glyphs, metrics = font.getBestCmap(), font["glyf"], font["hmtx"]
    rules = []
    for code in range(ord("0"), ord("9") + 1):
        name = cmap[code]
        pen = TTGlyphPen(font.getGlyphSet())
        pen.addComponent(name, (1, 0, 0, 1, round((FIGURE_WIDTH - metrics[name][0]) / 2), 0))
        alternate = name + ".tnum"
        glyphs[alternate] = pen.glyph()
        glyphs[alternate].recalcBounds(glyphs)
        metrics[alternate] = (FIGURE_WIDTH, glyphs[alternate].xMin)
        rules.append(f"sub {name} by {alternate};")
    font.setGlyphOrder(font.getGlyphOrder())
    addOpenTypeFeaturesFromString(font, "feature tnum {\n" + "\n".join(rules) + "\n} tnum;", tables=["GSUB"])


def make(source, target):
    font = TTFont(source)
    options = subset.Options()
    options.hinting = False
    options.layout_features = ["kern"]
    options.flavor = "woff2"
    subsetter = subset.Subsetter(options)
    subsetter.populate(text=TEXT)
    subsetter.subset(font)
    add_tabular_figures(font)
    font.flavor = "woff2"
    font.save(target)


package, out = sys.argv[1], sys.argv[2]
make(f"{package}/400Regular/BeVietnamPro_400Regular.ttf", f"{out}/be-vietnam-pro-400.woff2")
make(f"{package}/600SemiBold/BeVietnamPro_600SemiBold.ttf", f"{out}/be-vietnam-pro-600.woff2")
