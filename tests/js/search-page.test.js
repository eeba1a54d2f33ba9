// The result page: what is typed, gone back to and filtered, on as much of a page as its scripts need.
"use strict";
const { test } = require("node:test");
const assert = require("node:assert");
const fs = require("node:fs");
const path = require("node:path");
const vm = require("node:vm");

const DAY = "2026-11-26";
const scripts = path.join(__dirname, "..", "..", "overrides", "assets", "js");

class Element {
  constructor() {
    Object.assign(this, { children: [], text: "", value: "", events: {}, classList: { toggle() {} } });
  }
  set textContent(words) {
    this.text = words;
    this.children = [];
  }
  get textContent() {
    return this.text + this.children.map((child) => child.textContent || child).join("");
  }
  appendChild(child) {
    this.children.push(child);
    return child;
  }
  append(...children) {
    this.children.push(...children);
  }
  addEventListener(name, act) {
    this.events[name] = act;
  }
  querySelector() {
    return null;
  }
  setAttribute() {}
  blur() {}
}

/**
 * search.html at an address, `typed` having been typed before its scripts came, `jump` being where all queries lead,
 * `reach` what a bundle has.
 */
function open(search, typed, jump, reach) {
  const [form, input, area] = [new Element(), new Element(), new Element()];
  const steps = [search];
  const asked = [];
  const events = {};
  let timer = null;
  const location = { search };
  const write = (count) => (state, title, address) => {
    location.search = address;
    steps.splice(steps.length - 1 + count, 1, address);
  };
  const engine = {
    search: async (query) => {
      asked.push(query);
      return { query: {}, jump: jump || null, items: [], total: 0, exact: true, done: true, facets: null, advice: [] };
    },
  };
  form.querySelector = () => input;
  input.value = typed || "";
  const context = {
    document: {
      title: "检索",
      activeElement: typed ? input : null,
      createElement: () => new Element(),
      getElementById: () => area,
      querySelector: (selector) => (selector === "form[role=search]" ? form : null),
    },
    history: { state: null, pushState: write(1), replaceState: write(0) },
    location,
    matchMedia: () => ({ matches: false }),
    addEventListener: (name, act) => (events[name] = act),
    setTimeout: (act) => (timer = act),
    clearTimeout: () => (timer = null),
    tiaowen: {
      root: "",
      reach: reach || {},
      soon() {},
      paint() {},
      today: () => DAY,
      scripts: async () => {},
      engine: async () => engine,
    },
  };
  vm.createContext(context);
  for (const name of ["found", "asked", "filters", "results"])
    vm.runInContext(fs.readFileSync(path.join(scripts, name + ".js"), "utf8"), context);
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  return {
    input,
    area,
    steps,
    asked,
    found: context.tiaowen.found,
    settle,
    type(text) {
      input.value = text;
      input.events.input();
    },
    async pause() {
      if (timer) timer();
      await settle();
    },
    enter() {
      form.events.submit({ preventDefault() {} });
    },
    async back() {
      steps.pop();
      location.search = steps[steps.length - 1];
      events.popstate();
      await settle();
    },
  };
}

const address = (query) => "?q=" + encodeURIComponent(query);

test("Enter before the pause is one step and one question", async () => {
  const page = open("");
  page.type("盗窃");
  page.enter();
  await page.pause();
  assert.deepStrictEqual([page.steps, page.asked], [["", address("盗窃")], ["盗窃"]]);
});

test("what was gone back from can be typed again", async () => {
  const page = open(address("盗窃"));
  page.type("盗窃 抢劫");
  await page.pause();
  await page.back();
  assert.strictEqual(page.input.value, "盗窃");
  page.type("盗窃 抢劫");
  await page.pause();
  assert.deepStrictEqual(page.asked.slice(-2), ["盗窃", "盗窃 抢劫"]);
});

test("what was typed before the scripts came is kept", async () => {
  const page = open("", "盗窃");
  await page.settle();
  assert.deepStrictEqual([page.input.value, page.asked], ["盗窃", ["盗窃"]]);
});

test("what a citation names is shown once", async () => {
  const lines = [[["盗窃公私财物", false]]];
  const page = open("?q=x", "", { kind: "unit", href: "a.html", title: "刑法", label: "第一条", note: "", choices: [], lines });
  await page.settle();
  await page.settle();
  assert.strictEqual(page.area.textContent.split("盗窃公私财物").length, 2);
});

test("in a bundle the search of the public site is offered, with all that is asked", async () => {
  const page = open("?q=盗窃&force=有效", "", null, { title: "河南", whole: true, public: "https://laws.example/" });
  await page.settle();
  await page.settle();
  assert.ok(page.area.textContent.includes("只检索了本离线包（河南）。在公共网站检索"));
  const line = page.area.children.flatMap((child) => child.children || []).find((child) => child.className === "elsewhere");
  const asked = "?q=" + encodeURIComponent("盗窃") + "&force=" + encodeURIComponent("有效");
  assert.strictEqual(line.children[0].href, "https://laws.example/search.html" + asked);
});

test("a bundle without a public address only says what was searched", async () => {
  const page = open("?q=盗窃", "", null, { title: "河南", whole: true, public: "" });
  await page.settle();
  await page.settle();
  assert.ok(page.area.textContent.endsWith("只检索了本离线包（河南）。"));
});

test("a filter of any name is shown by it", async () => {
  const page = open("?q=x&force=constructor&kind=__proto__");
  await page.settle();
  const chosen = page.area.children[1].textContent;
  assert.strictEqual(chosen, "constructor ×__proto__ ×全部取消");
});

test("half a character does not stand in the way of an address", () => {
  assert.strictEqual(open("").found.page("法\ud800"), "search.html?q=%E6%B3%95");
});
