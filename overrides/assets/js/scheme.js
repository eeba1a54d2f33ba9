// Light or dark: follows the system until the reader chooses otherwise. Runs in <head>, before
// the first paint; without it the style sheet follows the system by itself.
(function () {
  "use strict";
  var KEY = "tiaowen.scheme";
  var root = document.documentElement;
  var system = self.matchMedia ? matchMedia("(prefers-color-scheme: dark)") : { matches: false };

  /** What the reader chose: "dark", "light" or nothing. Storage may be forbidden (private mode, file://). */
  function stored() {
    try {
      return localStorage.getItem(KEY);
    } catch (refused) {
      return null;
    }
  }

  /** Keep a choice; one that agrees with the system needs no keeping. */
  function store(choice) {
    try {
      if (choice === systemScheme()) localStorage.removeItem(KEY);
      else localStorage.setItem(KEY, choice);
    } catch (refused) {
      // The choice then holds for this page only.
    }
  }

  function systemScheme() {
    return system.matches ? "dark" : "light";
  }

  function current() {
    return root.getAttribute("data-scheme") || systemScheme();
  }

  /** Add the button to the header; its word is what it switches to. */
  function addButton() {
    var tools = document.getElementById("tools");
    if (!tools) return;
    var button = document.createElement("button");
    button.type = "button";
    button.className = "tw-scheme";
    function name() {
      var dark = current() === "dark";
      button.textContent = dark ? "浅色" : "深色";
      button.title = dark ? "换成浅色页面" : "换成深色页面";
    }
    button.addEventListener("click", function () {
      var choice = current() === "dark" ? "light" : "dark";
      root.setAttribute("data-scheme", choice);
      store(choice);
      name();
    });
    if (system.addEventListener) system.addEventListener("change", name);
    name();
    tools.appendChild(button);
  }

  root.className = root.className.replace("no-js", "js");
  var choice = stored();
  if (choice === "dark" || choice === "light") root.setAttribute("data-scheme", choice);
  document.addEventListener("DOMContentLoaded", addButton);
})();
