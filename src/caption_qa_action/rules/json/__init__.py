"""The structure of JSON timelines, and of the JSON of speech recognisers."""

FORMATS = ("asr_json", "json")
