// What search.html is asked: address → question → address.
"use strict";
const test = require("node:test");
const assert = require("node:assert");
const asks = require("../../overrides/assets/js/asked.js");

test("an address says query and filters", () => {
  assert.deepStrictEqual(asks.read("?q=%E7%9B%97%E7%AA%83&force=%E6%9C%89%E6%95%88&law=xingfa&law=minfadian"), {
    q: "盗窃",
    filters: { force: ["有效"], law: ["xingfa", "minfadian"] },
    everywhere: false,
  });
});

test("a form writes blanks as plus signs", () => {
  assert.strictEqual(asks.read("?q=%E5%90%88%E5%90%8C+%E8%A7%A3%E9%99%A4").q, "合同 解除");
});

test("what is no filter, or no UTF-8, does no harm", () => {
  const asked = asks.read("?q=%C7%E4&page=2&constructor=x&__proto__=y&force=&force=有效&force=有效");
  assert.deepStrictEqual(asked, { q: "%C7%E4", filters: { force: ["有效"] }, everywhere: false });
  assert.deepStrictEqual(asks.read(""), { q: "", filters: {}, everywhere: false });
});

test("what is written can be read", () => {
  for (const q of ["", "a=b&c=d", "“连带责任” -刑法 100%", "<img src=x onerror=alert(1)>", "1+1"]) {
    const asked = { q, filters: { year: ["2020"], body: ["国务院&部"] }, everywhere: true };
    assert.deepStrictEqual(asks.read(asks.write(asked)), asked);
  }
});

test("half a character is left out of the address", () => {
  assert.strictEqual(asks.write(asks.changed(asks.read(""), { q: "法\ud800😀\udc00" })), "?q=%E6%B3%95%F0%9F%98%80");
});

test("filters stand in the address in one order", () => {
  let asked = asks.read("?q=x");
  asked = asks.toggled(asks.toggled(asked, "law", "xingfa"), "force", "有效");
  assert.strictEqual(asks.write(asked), "?q=x&force=%E6%9C%89%E6%95%88&law=xingfa");
});

test("a value is set and taken away without touching the question it came from", () => {
  const first = asks.read("?q=x&year=2020");
  const second = asks.toggled(first, "year", "2021");
  assert.deepStrictEqual(second.filters, { year: ["2020", "2021"] });
  assert.deepStrictEqual(asks.toggled(second, "year", "2020").filters, { year: ["2021"] });
  assert.deepStrictEqual(first.filters, { year: ["2020"] });
});
