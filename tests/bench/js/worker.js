// A browser's Worker for the engines that are written as one, in the thread of the driver.
"use strict";
const vm = require("node:vm");

// Runs a classic worker script with the globals of a worker; what it does not name is Node's own.
//
//   source   the text of the script
//   given    further globals by name; undefined hides one of Node's
//   answer   (message): called with what the script posts
//   returns  (message): posts a message to the script
function startWorker(source, given, answer) {
  const listeners = [];
  const globals = {
    addEventListener: (type, listener) => type === "message" && listeners.push(listener),
    postMessage: answer,
    ...given,
  };
  globals.self = globals.self || globals;
  vm.compileFunction(source, Object.keys(globals))(...Object.values(globals));
  return (message) => listeners.forEach((listener) => listener({ data: message }));
}

module.exports = { startWorker };
