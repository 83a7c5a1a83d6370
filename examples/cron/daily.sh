#!/bin/sh
# Checks today's orders and writes what is made of them. Results of the day before stay where a check is broken (code 3)
# or anything else fails: eider run writes all of its files or none.
#
#   daily.sh ORDERS RESULTS        EIDER: the command, where it is not on the PATH
set -u
orders=$1
results=$2
here=$(cd "$(dirname "$0")" && pwd)
# The notebook lies below this folder, so that its TypeScript would count as one's own.
cd "$here/.." || exit 2

${EIDER:-eider} run orders/orders.nb.md --input "orders=$orders" --out "$results"
code=$?
case $code in
  0) ;;
  3) echo "The orders of $(date -u +%F) are not as they are pinned; $results is as it was." >&2 ;;
  *) echo "eider run ended with $code; $results is as it was." >&2 ;;
esac
exit $code
