// Around the text of a law: its contents beside the reader, the arrow keys, the permanent address
// on paper, and where an anchor is that is no longer on the page. Needs lead.js and the law's own toc.js.
(function () {
  "use strict";
  /** A longer list of articles is folded into runs of this many. */
  var RUN = 100;
  var page = document.getElementById("page");
  /** Whether this is the whole text of a bundle: then its places are what the contents lead to. */
  var inWhole = tiaowen.reach.whole && tiaowen.pageName(location.pathname) === "full.html";
  var at = inWhole ? subjectOf(location.hash.slice(1)) : page.getAttribute("data-at") || "";

  function element(name, attributes, text) {
    var made = document.createElement(name);
    for (var key in attributes) made.setAttribute(key, attributes[key]);
    if (text) made.textContent = text;
    return made;
  }

  /** The unit, division, preamble or annex that an eId stands in; urls.subject_of in JavaScript. */
  function subjectOf(eid) {
    return /^(?:art|item|annex|preamble)/.test(eid) ? eid.split("__")[0] : eid.replace(/__para_.*/, "");
  }

  /** Whether the place `at` is `node` or lies below it. Node: [eid, label, title, children]. */
  function holds(node) {
    return node[0] === at || (node[3] || []).some(holds);
  }

  /** Fold a long list of units into runs, "第一条—第一百条"; a run is a node without an eId. */
  function folded(nodes) {
    if (nodes.length <= 2 * RUN) return nodes;
    var runs = [];
    for (var i = 0; i < nodes.length; i += RUN) {
      var part = nodes.slice(i, i + RUN);
      runs.push(["", part[0][1] + "—" + part[part.length - 1][1], "", part]);
    }
    return runs;
  }

  /** The list of `nodes`. A branch is filled when it is first opened, so that 1,260 articles cost nothing. */
  function list(nodes) {
    var made = element("ul");
    folded(nodes).forEach(function (node) {
      made.appendChild(entry(node));
    });
    return made;
  }

  function entry(node) {
    var item = element("li");
    var words = [node[1], node[2]].filter(Boolean).join("　");
    if (node[3] && node[3].length) item.appendChild(folder(item, node, words));
    if (!node[0]) {
      item.appendChild(element("span", {}, words));
    } else {
      var link = element("a", { href: tiaowen.hrefOf(node[0]) }, words);
      if (node[0] === at) link.setAttribute("aria-current", "page");
      item.appendChild(link);
    }
    if (node[3] && node[3].length && holds(node)) item.appendChild(list(node[3]));
    return item;
  }

  /** The button that opens and closes a branch. */
  function folder(item, node, words) {
    var button = element("button", { type: "button", "aria-expanded": holds(node), "aria-label": words });
    button.addEventListener("click", function () {
      var open = button.getAttribute("aria-expanded") !== "true";
      button.setAttribute("aria-expanded", open);
      var below = item.querySelector("ul");
      if (below) below.hidden = !open;
      else item.appendChild(list(node[3]));
    });
    return button;
  }

  /** The contents: beside the text on a wide screen, behind a button in the header on a phone. */
  function addContents(nodes) {
    var panel = element("nav", { id: "toc", "aria-label": "全文目录" });
    var title = element("a", { href: "index.html" }, "目录");
    if (page.getAttribute("data-at") === "" && !inWhole) title.setAttribute("aria-current", "page");
    panel.appendChild(title);
    panel.appendChild(list(nodes));
    page.parentNode.insertBefore(panel, page);
    var close = addButton(panel);
    showPlace(panel);
    if (inWhole) keepUp(panel, nodes, close);
  }

  /** Keep the contents at the place in the whole text that the address names. */
  function keepUp(panel, nodes, close) {
    addEventListener("hashchange", function () {
      at = subjectOf(location.hash.slice(1));
      panel.replaceChild(list(nodes), panel.querySelector("ul"));
      showPlace(panel);
      close();
    });
    panel.addEventListener("click", function (event) {
      if (event.target.hash) close();
    });
  }

  /** Add the button that shows the contents on a phone; returns what hides them again. */
  function addButton(panel) {
    var button = element(
      "button",
      { type: "button", class: "tw-contents", "aria-controls": "toc", "aria-expanded": "false" },
      "目录"
    );
    function toggle(open) {
      panel.classList.toggle("open", open);
      button.setAttribute("aria-expanded", open);
      if (open) showPlace(panel);
    }
    button.addEventListener("click", function () {
      toggle(button.getAttribute("aria-expanded") !== "true");
    });
    document.addEventListener("keydown", function (event) {
      if (event.key !== "Escape" || !panel.classList.contains("open")) return;
      toggle(false);
      button.focus();
    });
    var tools = document.getElementById("tools");
    tools.insertBefore(button, tools.firstChild);
    return function () {
      toggle(false);
    };
  }

  /** Scroll the panel, not the page, to where the reader is. */
  function showPlace(panel) {
    var here = panel.querySelector("ul [aria-current]");
    if (here) panel.scrollTop = here.offsetTop - panel.clientHeight / 3;
  }

  /** The left and right arrow keys turn the pages. */
  function turnPage(event) {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (event.target.closest && event.target.closest("input, textarea, select, .t")) return;
    var relation = { ArrowLeft: "prev", ArrowRight: "next" }[event.key];
    var link = relation && document.querySelector("a[rel=" + relation + "]");
    if (link) link.click();
  }

  /** The address that stays true, shown on paper only. */
  function addAddress() {
    var canonical = document.querySelector("link[rel=canonical]");
    var address = canonical ? canonical.href : location.href.replace(/#.*/, "");
    page.appendChild(element("p", { class: "permalink" }, "永久地址：" + address));
  }

  /** Whether `eid` has an entry in the contents. */
  function listed(nodes, eid) {
    return nodes.some(function (node) {
      return node[0] === eid || (node[3] && listed(node[3], eid));
    });
  }

  /** The address to which the anchor `eid`, or what it stands in, has moved: {"art_5__para_3": "6.html#art_6"}. */
  function movedTo(eid) {
    var moved = tiaowen.data("moved") || {};
    for (var above = eid; above; above = above.slice(0, Math.max(0, above.lastIndexOf("__")))) {
      if (!Object.prototype.hasOwnProperty.call(moved, above)) continue;
      var rest = eid.slice(above.length);
      return moved[above] + (moved[above].indexOf("#") < 0 ? "" : rest);
    }
    return "";
  }

  /** Go to where the anchor in the address is: one that was published leads to its text, wherever that is now. */
  function follow() {
    var eid = location.hash.slice(1);
    if (!eid || document.getElementById(eid)) return;
    var known = listed(nodes || [], eid.split("__")[0]);
    var place = movedTo(eid) || (known ? tiaowen.hrefOf(eid) : "");
    if (place && place !== tiaowen.pageName(location.pathname) + location.hash) location.replace(place);
  }

  var nodes = tiaowen.data("toc");
  if (nodes && nodes.length) addContents(nodes);
  else page.parentNode.classList.add("alone");
  addAddress();
  document.addEventListener("keydown", turnPage);
  follow();
  window.addEventListener("hashchange", follow);
})();
