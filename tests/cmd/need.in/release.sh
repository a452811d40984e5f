#!/bin/sh
gh release create "$1" --notes-file CHANGES.md
curl -X POST -H "Authorization: Bearer $TOKEN" \
  https://api.github.com/repos/octo-org/app/issues -d '{"title": "Released"}'
