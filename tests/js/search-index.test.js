// Layouts, lists and queries.
"use strict";
const { test } = require("node:test");
const assert = require("node:assert");
const { twSearch } = require("./search-library.js");
const { index } = twSearch;

const plain = (value) => JSON.parse(JSON.stringify(value));

test("layouts: which block has how many entries", () => {
  const table = [
    ["h1", { h: [1] }],
    ["h12 a23", { h: [10, 2], a: [9, 10, 4] }],
    ["h1 i10", { h: [1], i: [9, 1] }],
    ["h1 a=-3,8,10,3 x1-h1 x1-i15 x12-a=9,12", { h: [1], a: [0, 0, 0, 8, 10, 3], "x1-h": [1], "x1-i": [9, 6], "x12-a": [9, 12] }],
  ];
  for (const [layout, blocks] of table) assert.deepStrictEqual(plain(index.blocksOf(layout)), blocks, layout);
});

test("what lists have in common, and what any of them has", () => {
  const list = (...pairs) => pairs.map(([id, level]) => 64 * id + level);
  const a = list([1, 2], [4, 3], [7, 0], [9, 1]);
  const b = list([0, 1], [4, 1], [9, 3]);
  assert.deepStrictEqual(index.both(a, b), list([4, 1], [9, 1]));
  assert.deepStrictEqual(index.both(a, b, true), list([4, 4], [9, 4]));
  assert.deepStrictEqual(index.both(list([3, 60]), list([3, 60]), true), list([3, 63]));
  assert.deepStrictEqual(index.any([a, b], 10), list([0, 1], [1, 2], [4, 3], [7, 0], [9, 3]));
  assert.deepStrictEqual(index.any([list([3, 40]), list([3, 40], [2, 0])], 10, true), list([2, 0], [3, 63]));
  assert.deepStrictEqual(index.any([], 10), []);
  assert.deepStrictEqual(index.cut(a, 2, 9), list([4, 3], [7, 0]));
  assert.deepStrictEqual(index.cut([], 2, 9), []);
});

test("queries", () => {
  const table = [
    // query, words (in quotes: exact ones), words that must not be there, the query in one piece
    ["不可抗力", ["不可抗力"], [], "不可抗力"],
    ["违约  责任", ["违约", "责任"], [], "违约责任"],
    ["生产、销售假药", ["生产", "销售假药"], [], "生产、销售假药"],
    ["“应当，可以” 合同", ['"应当,可以"', "合同"], [], "应当,可以合同"],
    ["「应当」『可以』", ['"应当"', '"可以"'], [], "应当可以"],
    ["合同 -劳动", ["合同"], ["劳动"], "合同"],
    ['合同 -"劳动 关系"', ["合同"], ["劳动关系"], "合同"],
    ["-劳动", ["劳动"], [], "-劳动"],
    ["温度 -5", ["温度", "5"], [], "温度-5"],
    ["甲 ——乙", ["甲", "乙"], [], "甲乙"],
    ['说"话', ["说", "话"], [], "说话"],
    ["ＡＢＣ Def", ["abc", "def"], [], "abc def"],
    ["合同 合同", ["合同"], [], "合同合同"],
    ["，。！", [], [], ""],
    ["", [], [], ""],
    ["__proto__ constructor", ["proto", "constructor"], [], "__proto__constructor"],
    ["<img src=x onerror=alert(1)>", ["img", "src", "x", "onerror", "alert", "1"], [], "<img src=x onerror=alert(1)>"],
    ["\ud800劳动\udc00", ["劳动"], [], "\ud800劳动\udc00"],
  ];
  for (const [query, words, not, whole] of table) {
    const asked = index.parse(query);
    assert.deepStrictEqual(
      asked.words.map((word) => (word.exact ? `"${word.text}"` : word.text)),
      words,
      query,
    );
    assert.deepStrictEqual(plain(asked.not), not, query);
    assert.strictEqual(asked.whole, whole, query);
  }
  assert.ok(index.parse("法".repeat(10000)).words[0].text.length <= 300);
});

test("a few pairs of a word, spread over it", () => {
  const pairs = ["0", "1", "2", "3", "4", "5", "6"];
  assert.deepStrictEqual(index.spread(pairs, 3), ["0", "3", "6"]);
  assert.deepStrictEqual(index.spread(pairs, 1), ["0"]);
  assert.deepStrictEqual(index.spread(pairs, 0), []);
  assert.deepStrictEqual(index.spread(["0", "1"], 3), ["0", "1"]);
  for (let length = 1; length < 40; length++)
    for (let count = 1; count < 5; count++) {
      const all = Array.from({ length }, (_, i) => String(i));
      assert.strictEqual(index.spread(all, count).length, Math.min(length, count), `${count} of ${length}`);
    }
});

test("a phrase is split at the most probable words", () => {
  const lexicon = { 用人: "M", 用人单位: "K", 单位: "P", 劳动: "P", 劳动合同: "K", 合同: "O", 怎么: "Q", 怎么办: "N", 人单: "A" };
  assert.deepStrictEqual(index.split("用人单位不签劳动合同怎么办", lexicon), ["用人单位", "不", "签", "劳动合同", "怎么办"]);
  assert.deepStrictEqual(index.split("刑法264", { 刑法: "M" }), ["刑法", "264"]);
  assert.deepStrictEqual(index.split("constructor", Object.create(null)), ["constructor"]);
  assert.deepStrictEqual(index.split("", {}), []);
});
