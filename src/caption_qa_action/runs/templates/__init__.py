"""Export templates: JavaScript that makes a file of a caption file's cues, in a sandbox."""
