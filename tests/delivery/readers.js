// Reads WebVTT with vtt.js and webvtt-parser: a request of JSON on each line, and on each an answer.
const [, , vttFolder, parserFolder] = process.argv;
globalThis.navigator ??= { userAgent: "" };
const { WebVTT, VTTCue, VTTRegion } = require(vttFolder);
const { WebVTTParser } = require(parserFolder);

function withVttJs(text) {
  const cues = [];
  const errors = [];
  const parser = new WebVTT.Parser({ VTTCue, VTTRegion }, WebVTT.StringDecoder());
  parser.oncue = (cue) => cues.push([cue.startTime, cue.endTime, cue.text]);
  parser.onparsingerror = (error) => errors.push(error.message);
  parser.parse(text);
  parser.flush();
  return { cues, errors };
}

function withParser(text) {
  const found = new WebVTTParser().parse(text, "subtitles/captions/descriptions");
  return {
    cues: found.cues.map((cue) => [cue.startTime, cue.endTime, cue.text]),
    errors: found.errors.map((error) => error.message),
  };
}

require("readline")
  .createInterface({ input: process.stdin })
  .on("line", (line) => {
    const { reader, text } = JSON.parse(line);
    process.stdout.write(JSON.stringify((reader === "vtt.js" ? withVttJs : withParser)(text)) + "\n");
  });
