"""Scripts that want more than to make a file, each with the kinds of problem that may come of it."""

from __future__ import annotations

_ANY = "function exportTimeline(cues, ctx) { %s }"

# Of `made` only what is expected may come out; the test looks for it.
HOSTILE: dict[str, tuple[str, tuple[str, ...]]] = {
    "endless loop at the top": ("while (true);", ("time",)),
    "endless loop": (_ANY % "for (;;);", ("time",)),
    "endless recursion": (_ANY % "return exportTimeline(cues, ctx)", ("deep",)),
    "endless recursion by getters": (
        _ANY % "const a = { get x() { return this.x } }; return a.x",
        ("deep",),
    ),
    "endless generator": (_ANY % "function* f() { for (;;) yield 1 } return [...f()].join()", ("memory", "time")),
    "2 GB string": (_ANY % "return 'x'.repeat(2 ** 31 - 1)", ("threw", "memory")),
    "string that doubles": (_ANY % "let a = 'xx'; for (;;) a += a", ("threw", "memory", "time")),
    "2 GB typed array": (_ANY % "return String(new Uint8Array(2 ** 31 - 1).length)", ("threw", "memory")),
    "2 GB buffer that grows": (
        _ANY % "return String(new ArrayBuffer(8, { maxByteLength: 2 ** 31 }).resize(2 ** 31))",
        ("threw", "memory"),
    ),
    "arrays without end": (_ANY % "const a = []; for (;;) a.push(new Array(1e5).fill(a))", ("memory", "time")),
    "large split": (_ANY % "return String('x'.repeat(5e7).split('').length)", ("memory", "threw", "time")),
    "regex bomb": (_ANY % "return String(/^(a+)+$/.test('a'.repeat(60) + 'b'))", ("time",)),
    "regex of many groups": (_ANY % "return new RegExp('('.repeat(1e6) + ')'.repeat(1e6)).source", ("threw", "deep", "memory", "time")),
    "deep JSON": (_ANY % "return JSON.stringify(JSON.parse('['.repeat(1e6) + ']'.repeat(1e6)))", ("deep", "threw", "memory")),
    "large copies": (_ANY % "const a = new Uint8Array(3e7); for (;;) a.copyWithin(0, 1)", ("time",)),
    "large numbers": (_ANY % "let a = 1n; for (;;) a = (a << 100000n) + 1n", ("time", "memory", "threw")),
    "sort with a hostile order": (_ANY % "return new Array(1e6).fill(0).sort(() => Math.random() - .5).join()", ("time", "memory")),
    "error with a looping message": (_ANY % "throw { get message() { for (;;); } }", ("time",)),
    "error with a throwing message": (_ANY % "throw { get message() { throw 1 } }", ("threw",)),
    "error that loops as a string": (_ANY % "throw { toString() { for (;;); } }", ("threw", "time")),
    "error that is a proxy": (_ANY % "throw new Proxy({}, { get() { throw 2 } })", ("threw",)),
    "symbol thrown": (_ANY % "throw Symbol('x')", ("threw",)),
    "result with looping fields": (_ANY % "return { get content() { for (;;); } }", ("time",)),
    "result that is a proxy": (_ANY % "return new Proxy({}, { get: (t, name) => ({}) })", ("wrong_result",)),
    "promise": ("async " + _ANY % "return 'x'", ("wrong_result",)),
    "promise that never ends": (_ANY % "return new Promise(() => {})", ("wrong_result",)),
    "job without end": (_ANY % "const f = () => Promise.resolve().then(f); f(); return 'made'", ("made", "time")),
    "import of a file": (_ANY % "import('/etc/passwd').then((m) => m); return 'made'", ("made", "threw")),
    "import at the top": ("import os from 'os';\n" + _ANY % "return 'x'", ("invalid",)),
    "pollution of prototypes": (
        "Object.prototype.toJSON = () => 'x'; Object.prototype.kind = 'valid'; Array.prototype.map = null;"
        "String.prototype.slice = null; JSON.parse = JSON.stringify = null; Object.freeze = null;"
        + _ANY % "return 'made'",
        ("made",),
    ),
    "setters on prototypes": (
        "Object.defineProperty(Object.prototype, 'content', { get() { for (;;); }, set() { for (;;); } });"
        + _ANY % "return 'made'",
        ("made", "time"),
    ),
    "cues are frozen": ("'use strict';" + _ANY % "cues[0].text = 'x'", ("threw",)),
    "host objects": (
        _ANY % "return [typeof std, typeof os, typeof print, typeof console, typeof scriptArgs, typeof navigator,"
        " typeof performance, typeof process, typeof require, typeof fetch, typeof REQUEST, typeof gc].join()",
        ("made",),
    ),
    "host objects by a function": (_ANY % "return Object.getOwnPropertyNames(Function('return this')()).filter((n) => /print|std|os|REQUEST/.test(n)).join() + 'made'", ("made",)),
    "the caller": (_ANY % "return String(exportTimeline.caller ?? arguments.callee.caller ?? 'made')", ("made", "threw")),
    "output of its own": ("try { print('{\"kind\": \"made\", \"content\": 5}') } catch {}" + _ANY % "return 'made'", ("made",)),
    "a name that leads elsewhere": (_ANY % "return { content: 'made', filename: '../../etc/\\u0000pa\\u202esswd', mimeType: 'text/html\\r\\nX: y' }", ("made",)),
    "too much output": (_ANY % "return 'x'.repeat(5e6)", ("too_large",)),
    "output that grows when it is escaped": (_ANY % "return '\\u0001'.repeat(4e6)", ("made", "memory", "time", "stopped")),
    "lone surrogates": (_ANY % "return '\\ud800made'", ("made",)),
    "a comment that swallows": ("/* " + _ANY % "return 'x'", ("invalid",)),
    "a string that swallows": (_ANY % "return 'x'" + "; `", ("invalid",)),
    "no function": ("var exportTimeline = 5", ("no_function",)),
    "nothing": ("", ("no_function",)),
    "a getter by that name": (
        "Object.defineProperty(globalThis, 'exportTimeline', { get() { for (;;); } })",
        ("time",),
    ),
    "exit": ("try { std.exit(0) } catch {} try { os._exit(0) } catch {}" + _ANY % "return 'made'", ("made",)),
    "shared memory": (_ANY % "const a = new Int32Array(new SharedArrayBuffer(8)); Atomics.wait(a, 0, 0); return 'made'", ("threw", "made")),
    "NUL in the script": ("\0" + _ANY % "return 'made'", ("invalid", "made", "no_function", "stopped")),
}  # fmt: skip
