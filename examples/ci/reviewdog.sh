#!/bin/sh
# Fixes as suggestions on the lines of a pull request, to be taken with one click. reviewdog asks for
# REVIEWDOG_GITHUB_API_TOKEN and pull-requests: write; without them: -reporter=local
set -eu
caption-qa check --exit-zero --format=rdjson |
  reviewdog -f=rdjson -name=caption-qa -reporter="${1:-github-pr-review}" -filter-mode=added
