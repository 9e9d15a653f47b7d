#!/bin/sh
# Check a caption file and make it ready for a platform; the whole reply goes to standard output.
#
#   CAPTIONPASS_API_KEY=cp_live_... sh process.sh talk.srt [PRESET]
#
# Exit code 0 for a reply, 22 for a failure, whose JSON says what it is. Needs curl 7.76 or newer.
set -eu
file=${1:?say which file}
preset=${2:-youtube}
url=${CAPTIONPASS_API_URL:-http://127.0.0.1:8000}
: "${CAPTIONPASS_API_KEY:?put your key into CAPTIONPASS_API_KEY}"

# The key goes in by standard input: what is on a command line, every user of the machine can read.
# 429 and 503 are tried again, after the time that Retry-After says.
printf 'header = "Authorization: Bearer %s"\n' "$CAPTIONPASS_API_KEY" |
  curl --config - --silent --show-error --fail-with-body --retry 3 --max-time 120 \
    --form "file=@\"$file\"" --form "preset=$preset" "$url/api/v1/process"
