// Runs one template; `REQUEST` before it is a string of JSON: the source, and for a run the cues and the context.
// Prints one line of JSON. What this needs is taken before the template runs, which may replace everything.
(() => {
  "use strict";
  const { parse, stringify } = JSON;
  const { freeze, getOwnPropertyNames } = Object;
  const isArray = Array.isArray;
  const print = globalThis.print;
  const evaluate = globalThis.eval;
  const text = String;
  const slice = Function.prototype.call.bind(String.prototype.slice);
  const request = parse(globalThis.REQUEST);

  // The language stays; the host goes.
  const language = new Set(request.keep);
  for (const name of getOwnPropertyNames(globalThis)) {
    if (!language.has(name)) delete globalThis[name];
  }

  // A thrown value may be anything, and a field of it may throw, or hold anything.
  const field = (value, name) => {
    try {
      const found = value[name];
      return typeof found === "string" || typeof found === "number" ? slice(text(found), 0, 4000) : "";
    } catch {
      return "";
    }
  };
  const described = (kind, error) => {
    const isObject = (typeof error === "object" && error !== null) || typeof error === "function";
    const message = isObject ? field(error, "message") : slice(text(error), 0, 4000);
    return {
      __proto__: null,
      kind,
      name: isObject ? field(error, "name") : "",
      message,
      stack: isObject ? field(error, "stack") : "",
    };
  };
  const answer = (value) => print(stringify(value));

  let template;
  try {
    template = evaluate(request.source + "\n;exportTimeline");
  } catch (error) {
    return answer(described("invalid", error));
  }
  if (typeof template !== "function") {
    return answer({ __proto__: null, kind: "no_function" });
  }
  if (!request.cues) return answer({ __proto__: null, kind: "valid" });

  for (const cue of request.cues) {
    freeze(cue.lines);
    freeze(cue);
  }
  let made;
  try {
    made = template(freeze(request.cues), freeze(request.ctx));
  } catch (error) {
    return answer(described("threw", error));
  }
  let content, filename = "", type = "";
  try {
    if (typeof made === "string") {
      content = made;
    } else if (typeof made === "object" && made !== null && !isArray(made)) {
      ({ content, filename = "", mimeType: type = "" } = made);
    }
  } catch (error) {
    return answer(described("threw", error));
  }
  if (typeof content !== "string" || typeof filename !== "string" || typeof type !== "string") {
    return answer({ __proto__: null, kind: "wrong_result" });
  }
  if (content.length > request.limit) return answer({ __proto__: null, kind: "too_large" });
  answer({
    __proto__: null,
    kind: "made",
    content,
    filename: slice(filename, 0, 300),
    mimeType: slice(type, 0, 100),
  });
})();
