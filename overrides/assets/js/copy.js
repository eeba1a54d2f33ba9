// Copying a citation: markers that select an article, 款, 项 or 目, and a bar that copies it in several
// forms. Needs lead.js and the law's own toc.js and versions.js.
//
// What is copied is the anchor in the address bar, else what the page is about. The address in a
// citation is always that of this version.
(function () {
  "use strict";
  var DIVISIONS = { book: "编", part: "分编", chp: "章", sec: "节", art: "条", item: "条" };
  var COUNTED = { para: "款", point: "项", indent: "目" };

  /** 1079 → "一千零七十九"; numerals.to_chinese in JavaScript. */
  function chinese(number) {
    var text = "";
    var gap = false;
    ["万", "千", "百", "十", ""].forEach(function (unit, place) {
      var digit = Math.floor(number / Math.pow(10, 4 - place)) % 10;
      if (digit) text += (gap ? "零" : "") + "零一二三四五六七八九".charAt(digit) + unit;
      gap = !digit && text !== "";
    });
    return text.replace(/^一十/, "十") || "零";
  }

  /** "120-1" → "第一百二十条之一"; a number that repeats ("12_2") is said as it is printed. */
  function ordinal(number, unit, arabic) {
    var parts = number.replace(/_.*/, "").split("-").map(Number);
    var further = parts.slice(1).map(function (part) {
      return "之" + chinese(part);
    });
    return "第" + (arabic ? parts[0] : chinese(parts[0])) + unit + further.join("");
  }

  /** The node of an eId in the contents (["eid", label, title, children]), or null. */
  function find(nodes, eid) {
    for (var i = 0; i < nodes.length; i++) {
      var found = nodes[i][0] === eid ? nodes[i] : find(nodes[i][3] || [], eid);
      if (found) return found;
    }
    return null;
  }

  /** "附件一：文书样式" → "附件一", "附" → "附件". */
  function annex(label, number) {
    var marker = /^附[件录表图]?([0-9一二三四五六七八九十]*)/.exec(label) || ["附", ""];
    return (marker[0] === "附" ? "附件" : marker[0]) + (marker[1] || number === "1" ? "" : number);
  }

  /** How a preamble, an annex or a division without number is called. */
  function named(kind, node, number) {
    if (kind === "annex") return annex(node ? node[1] : "", number);
    if (kind === "preamble") return node ? node[1] : "序言";
    if (!node) return "";
    return node[1] ? "“" + node[1] + node[2] + "”部分" : node[2];
  }

  /**
   * The steps from the document down to an eId, as [[eid, words], …].
   *
   * Articles and divisions have the label that the contents print, or with `arabic` a number. 款 and 项
   * are counted and have no brackets (全国人大常委会法工委《立法技术规范（试行）（一）》 writes 第三项 of
   * what is printed （三）). The only 款 of an article is not counted; `alone` tells which those are.
   * Prose without articles above it is counted in 自然段. A top unit 一、 is cited as 条.
   */
  function steps(eid, nodes, alone, arabic) {
    var found = [];
    var prose = !/(?:^|__)(?:art|item)_/.test(eid);
    var parts = eid ? eid.split("__") : [];
    parts.forEach(function (part, i) {
      var own = parts.slice(0, i + 1).join("__");
      var kind = part.replace(/_.*/, "");
      var number = part.slice(kind.length + 1);
      if (kind === "para" && alone(own)) return;
      var unit = kind === "para" && prose ? "自然段" : COUNTED[kind] || DIVISIONS[kind];
      var node = COUNTED[kind] ? null : find(nodes, own);
      var printed = node && !arabic && kind !== "item" ? node[1] : "";
      var words = unit ? printed || ordinal(number, unit, arabic) : named(kind, node, number);
      if (words) found.push([own, words]);
    });
    return found;
  }

  /** The steps as one phrase: 第一千零七十九条第三款第一项. */
  function phrase(list) {
    return list
      .map(function (step) {
        return step[1];
      })
      .join("");
  }

  /** The title in 《》, with 〈〉 for a title inside it and 《》 again inside that (GB/T 15834-2011, 4.15). */
  function quoted(title) {
    var depth = 0;
    var inner = title.replace(/[《〈》〉]/g, function (mark) {
      if (mark === "《" || mark === "〈") return depth++ % 2 ? "《" : "〈";
      return --depth % 2 ? "》" : "〉";
    });
    return "《" + inner + "》";
  }

  /**
   * 《法学引注手册》, rules 58 to 64: 《民法典》第1079条第3款第1项. Without 中华人民共和国 (but never inside a
   * title that quotes another); numbers in Arabic digits; 《公司法》（2013年修正） for a law that was amended,
   * else （已废止） for one that was repealed; a document with a 发文字号 has it, 《…的解释》（法释〔2018〕1号），
   * 第100条, and as a whole 《…的通知》，国发〔2007〕19号. The number of an order (主席令, 国务院令) is left out.
   * The manual's own examples stand in the tests of the Chinese CSL styles for Zotero (zotero-chinese/styles,
   * manual-of-legal-citation-multi-lingual).
   */
  function manual(cited) {
    var number = /[〔[［]/.test(cited.number) ? cited.number : "";
    var note = cited.year || { "已废止": "已废止", "失效": "已失效" }[cited.force] || "";
    var text = quoted(cited.title.replace(/^中华人民共和国(?!(?:政府)?[和与、])/, ""));
    if (note) text += "（" + note + "）";
    if (!cited.arabic) return text + (number && "，" + number);
    return text + (number && !note ? "（" + number + "），" : "") + cited.arabic;
  }

  /** As official documents cite: 《中华人民共和国民法典》第一千零七十九条第三款第一项. */
  function official(cited) {
    return quoted(cited.title) + cited.place;
  }

  function markdown(cited) {
    var text = official(cited).replace(/[\\`*_[\]<>]/g, "\\$&");
    var url = cited.url.replace(/[\s()<>]/g, function (mark) {
      return "%" + mark.charCodeAt(0).toString(16).toUpperCase();
    });
    return "[" + text + "](" + url + ")";
  }

  function html(cited) {
    function escape(text) {
      return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
    }
    return '<a href="' + escape(cited.url) + '">' + escape(official(cited)) + "</a>";
  }

  /**
   * GB/T 7714-2015, as its own example of an official document online (4.6.2) has it: 责任者. 题名: 文号[A/OL].
   * (公布日期)[引用日期]. 网址. Laws and official papers are of type A, 档案; 条 款 项 stand behind the title.
   * Of more than three responsible bodies three are named.
   */
  function standard(cited) {
    var bodies = cited.by.split("、");
    var by = bodies.length > 3 ? bodies.slice(0, 3).concat("等") : bodies;
    var title = [cited.title, cited.number, cited.place].filter(Boolean).join(": ");
    var dates = (cited.day && "(" + cited.day + ")") + "[" + cited.today + "]";
    return (cited.by && by.join(", ") + ". ") + title + "[A/OL]. " + dates + ". " + cited.url + ".";
  }

  /** BibLaTeX; biblatex-gb7714-2015 prints it as above. Names in braces are those of bodies, not persons. */
  function biblatex(cited) {
    function escape(text) {
      return text.replace(/[\\{}]/g, "").replace(/[&%$#_]/g, "\\$&");
    }
    var bodies = cited.by.split("、").map(function (body) {
      return "{" + escape(body) + "}";
    });
    var fields = [
      ["title", escape(cited.title)],
      ["titleaddon", escape(cited.place)],
      ["author", cited.by && bodies.join(" and ")],
      ["date", cited.day],
      ["number", escape(cited.number)],
      ["url", cited.url],
      ["urldate", cited.today],
      ["langid", "chinese"],
    ].filter(function (field) {
      return field[1];
    });
    var lines = fields.map(function (field) {
      return "  " + field[0] + " = {" + field[1] + "}";
    });
    return "@legislation{" + cited.id + ",\n" + lines.join(",\n") + "\n}";
  }

  function address(cited) {
    return cited.url;
  }

  /** The forms: [name on the button, what it is, function]. */
  var FORMS = [
    ["引注手册", "《法学引注手册》的写法", manual],
    ["公文", "全称和中文数字", official],
    ["Markdown", "Markdown 链接", markdown],
    ["HTML", "HTML 链接", html],
    ["GB/T 7714", "GB/T 7714-2015 参考文献", standard],
    ["BibLaTeX", "BibLaTeX 条目", biblatex],
    ["网址", "本版本的永久地址", address],
  ];

  if (typeof module === "object") {
    var exported = { chinese: chinese, ordinal: ordinal, steps: steps, phrase: phrase };
    module.exports = Object.assign(exported, { forms: FORMS });
  }
  if (typeof document !== "object") return;
  tiaowen.ordinal = ordinal;

  var page = document.getElementById("page");
  var law = tiaowen.data("law");
  var nodes = tiaowen.data("toc") || [];
  var at = page.getAttribute("data-at");
  if (!law || at === null) return;

  var bar = null;
  var opener = null;

  function make(name, properties) {
    return Object.assign(document.createElement(name), properties);
  }

  /** Whether a 款 is the only one. */
  function alone(eid) {
    return !document.getElementById(eid.replace(/_[^_]*$/, "_2"));
  }

  /** The eId that is cited: the anchor in the address, if it is a text of the law, else the page's own. */
  function chosen() {
    var id = location.hash.slice(1);
    var text = /^(?:[a-z]+_[0-9]|preamble)/.test(id) && document.getElementById(id);
    return text && text.closest("article") ? id : at;
  }

  /** Address of the folder of this version; on a disk without a public address from the root of the site. */
  function folder() {
    var canonical = document.querySelector("link[rel=canonical]");
    var here = canonical ? canonical.href : location.href.replace(/[?#].*/, "");
    if (!canonical && location.protocol === "file:") here = here.slice(tiaowen.root.length);
    return here.replace(/[^/]*$/, "");
  }

  /** What the forms are made of. */
  function citedAt(eid) {
    var base = folder();
    var path = base.split("/").slice(-3);
    var today = tiaowen.today(Date.now());
    var versions = tiaowen.data("versions");
    var mine = (versions ? versions.v : []).filter(function (version) {
      return version[0] === path[1];
    })[0];
    return {
      id: [path[0], path[1], eid].filter(Boolean).join("-"),
      title: law.title,
      by: law.by || "",
      number: law.number || "",
      year: law.year || "",
      force: mine ? tiaowen.forceOn(mine[1], today).force : "",
      day: (/^[0-9-]{10}/.exec(path[1]) || [""])[0],
      today: today,
      place: phrase(steps(eid, nodes, alone, false)),
      arabic: phrase(steps(eid, nodes, alone, true)),
      url: base + tiaowen.addressOf(eid),
    };
  }

  /** The marker of a 款, or of an article among others. The style sheet writes it: it is no text to copy. */
  function addMark(text, name) {
    var mark = make("a", { className: "pick mark", href: "#" + text.id, title: "引用" + name });
    mark.setAttribute("aria-label", name);
    text.appendChild(mark);
  }

  /** The label of a 项 or 目 is its marker. It is no link: that would go along when the text is copied. */
  function useLabel(label) {
    Object.assign(label, { className: "pick", tabIndex: 0, title: "引用" });
    label.setAttribute("role", "button");
  }

  function addMarks() {
    page.querySelectorAll("article p[id]").forEach(function (text) {
      if (/__(?:point|indent)_[0-9_-]+$/.test(text.id)) {
        useLabel(text.querySelector("b"));
      } else if (!alone(text.id)) {
        var prose = !/(?:^|__)(?:art|item)_/.test(text.id);
        addMark(text, ordinal(text.id.replace(/.*para_/, ""), prose ? "段" : "款", false));
      }
    });
    page.querySelectorAll("article .u[id]").forEach(function (heading) {
      addMark(heading, heading.textContent);
    });
  }

  /** Select what a marker stands for. The page stays where it is, although its anchor changes. */
  function choose(event) {
    var mark = event.target.closest && event.target.closest(".pick");
    if (!mark || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    if (event.type === "keydown" && (mark.href || (event.key !== "Enter" && event.key !== " "))) return;
    event.preventDefault();
    var top = pageYOffset;
    location.hash = mark.hash || mark.parentNode.id;
    scrollTo(pageXOffset, top);
    show(mark);
  }

  /** The bar, made when it is first wanted. */
  function makeBar() {
    bar = make("section", { id: "cite" });
    bar.setAttribute("role", "dialog");
    bar.setAttribute("aria-label", "复制引文");
    bar.innerHTML =
      "<p></p><textarea readonly rows=2 aria-label=引文></textarea><div><span role=status></span></div>";
    var close = make("button", { type: "button", className: "close", textContent: "×", title: "关闭" });
    close.setAttribute("aria-label", "关闭");
    close.addEventListener("click", hide);
    bar.appendChild(close);
    FORMS.forEach(function (form) {
      var button = make("button", { type: "button", textContent: form[0], title: "复制" + form[1] });
      button.addEventListener("click", function () {
        copy(form[2](citedAt(chosen())), button);
      });
      bar.querySelector("div").insertBefore(button, bar.querySelector("span"));
    });
    bar.addEventListener("keydown", function (event) {
      // Elsewhere the arrow keys turn pages.
      if (event.key !== "Escape") event.stopPropagation();
    });
    page.appendChild(bar);
  }

  /** Say in the bar what is chosen; each step leads to what it names. */
  function fill() {
    var cited = citedAt(chosen());
    var line = bar.querySelector("p");
    line.textContent = "引用 ";
    steps(chosen(), nodes, alone, false).forEach(function (step) {
      var there = document.getElementById(step[0]);
      line.append(
        there ? make("a", { className: "pick", href: "#" + step[0], textContent: step[1] }) : step[1]
      );
    });
    if (!cited.place) line.append(quoted(cited.title));
    bar.querySelector("textarea").value = manual(cited);
    say("");
  }

  function say(words) {
    bar.querySelector("[role=status]").textContent = words;
  }

  function show(from) {
    if (!bar) makeBar();
    if (!bar.contains(from)) opener = from;
    bar.hidden = false;
    fill();
    bar.querySelector("div button").focus({ preventScroll: true });
    uncover(document.getElementById(chosen()));
  }

  /** Scroll what is chosen out from under the bar, or where the bar does not stick, scroll to it. */
  function uncover(text) {
    var place = bar.getBoundingClientRect();
    if (place.bottom > innerHeight + 1 || place.top < 0) return bar.scrollIntoView(false);
    var box = text && text.getBoundingClientRect();
    var hidden = box ? Math.min(box.bottom - place.top, box.top) : 0;
    if (hidden > 0) scrollBy(0, hidden);
  }

  function isOpen() {
    return bar !== null && !bar.hidden;
  }

  function hide() {
    bar.hidden = true;
    opener.focus({ preventScroll: true });
  }

  /** Copy a text: by the clipboard, else by the old command, else the reader does it by hand. */
  function copy(text, button) {
    var field = bar.querySelector("textarea");
    field.value = text;
    say("");
    function byHand() {
      field.select();
      field.setSelectionRange(0, text.length);
      var done = false;
      try {
        done = document.execCommand("copy");
      } catch (refused) {
        // Then it is not done.
      }
      if (done) button.focus();
      else field.focus();
      say(done ? "已复制" : "浏览器不允许复制，请手动复制上面选中的文字");
    }
    if (!navigator.clipboard || !navigator.clipboard.writeText) return byHand();
    navigator.clipboard.writeText(text).then(function () {
      say("已复制");
    }, byHand);
  }

  addMarks();
  var button = make("button", { type: "button", className: "tw-cite", textContent: "引用", title: "复制引文" });
  button.addEventListener("click", function () {
    if (isOpen()) hide();
    else show(button);
  });
  document.getElementById("tools").appendChild(button);
  page.addEventListener("click", choose);
  page.addEventListener("keydown", choose);
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && isOpen()) hide();
  });
  addEventListener("hashchange", function () {
    if (isOpen()) fill();
  });
})();
