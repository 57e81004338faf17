"""Spending: the meeting's own money, paid or to be paid."""

import re
from collections.abc import Iterator
from dataclasses import replace

from wardmote.documents.statements.sentence import Sentence, words_of
from wardmote.documents.tree import Span, Statement, StatementKind

SUM = re.compile(
    r"£\s?(?P<pounds>\d{1,3}(?:,\d{3})+|\d+)(?:\.(?P<pence>\d{1,2})|(?<=\d{3})-(?P<dashed>\d\d))?(?!\d)\s*(?P<scale>k|m|bn|million|thousand)?\b"
    r"|(?<![\w.,£/])(?P<bare>\d{1,3}(?:,\d{3})+|\d+)\.(?P<bare_pence>\d{2})(?![\d.:/]|\s?(?:[ap]\.?m|%|m\b|k?g\b|"
    r"km|metre|mile|hect|hour|per\s?cent))|"
    r"\b(?P<only>\d{1,2})p\b"
)
SCALE = {"k": 1_000, "thousand": 1_000, "m": 1_000_000, "million": 1_000_000, "bn": 1_000_000_000, "": 1}
LIST_OF_PAYMENTS = re.compile(
    r"\b(?:payments?|accounts?\s+for|cheques?|invoices|bills|expenditure|accounts\s+to\s+(?:be\s+)?pa|"
    r"payment\s+of\s+accounts|"
    r"accounts?(?:[\s/]+financial)?|paid|orders\s+for\s+payment|schedule\s+of\s+payments)\b",
    re.IGNORECASE,
)
NOT_PAYMENT = re.compile(
    r"\b(?:balances?|brought\s+forward|carried\s+forward|income|received|receipts?|interest|"
    r"credit(?:ed)?|statement\s+of|stands?\s+at|"
    r"total|precept|band|reserves?|un-?presented|vat\s+refund|rebate|community\s+account|"
    r"savings?|current\s+account|deposit|in\s+bank|deficit|surplus|shortfall|petty\s+cash|in\s+hand|forecast\w*|"
    r"budgeted|fine[ds]?|"
    r"raised|remaining|expecting|bequest|allocated|estimates?|asset|valued|grant\s+from|donated\s+by)\b",
    re.IGNORECASE,
)
PAYING = re.compile(
    r"\b(?:(?:to\s+be|be|was|were|been|is|are)\s+(?:\w+ly\s+)?(?:paid|reimbursed|refunded|purchased|"
    r"funded)|pay(?:ment|ing|s)?\b|paid\b|reimburse\w*|"
    r"refund\w*|donat\w+|chq|cheques?\b|invoices?\b|grant\s+of|contribut\w+|purchase[ds]?|spent|spend|"
    r"re-imburse\w*|expens\w+|bought|cost(?:s|ing)?\b|order\w*|at\s+a\s+cost|expenditure|grant|quot\w+|tender|"
    r"award\w*)",
    re.IGNORECASE,
)
MEETING_SPENDS = re.compile(
    r"\b(?:agreed|approved|approval|resolved|authorised|proposed|accepted|carried|"
    r"in\s+accordance\s+with\s+the\s+budget|to\s+be\s+paid|be\s+paid|be\s+donated|to\s+(?:pay|purchase|buy|order|"
    r"spend)|chq|was\s+paid|(?:was|were|been)\s+(?:spent|donated|reimbursed|refunded|purchased|bought)|"
    r"were\s+paid|been\s+paid|payments?\s+(?:of\s+\S+\s+|for\s+[^.;]{1,60}?)?(?:was|were)\s+made|awarded|signed|approval\s+was|authorised)\b",
    re.IGNORECASE,
)
BUDGET = re.compile(
    r"\b(?:from|out\s+of|against|charged\s+to|funded\s+(?:from|by|through)|met\s+(?:from|by)|(?:attributed|"
    r"charged|allocated|coded)\s+to|"
    r"paid\s+(?:for\s+)?(?:by|from|out\s+of))\s+"
    r"(?P<budget>(?:the\s+)?(?:[\w’'&/-]+\s+){0,6}?(?:budget|fund|funds|reserves?|account|allowance|"
    r"precept|grant|pot|money|monies|s106|cil)\b)",
    re.IGNORECASE,
)
FROM_BUDGET = re.compile(r"\b(?:costs?|payment|paid|purchase|expense|funded|met|price|sum)", re.IGNORECASE)
_MONEY = r"£?\d[\d,]*\.\d{1,2}"
# A table that lost its columns: payee, net, VAT, gross, again and again on one line.
SUMS_OF_A_ROW = re.compile(rf"(?<=\s){_MONEY}(?:\s+(?:{_MONEY}|\d{{3,6}}))+(?=\s|$)")
ONE_SUM = re.compile(r"£\s?\d[\d,]*(?:\.\d{1,2})?(?!\s*(?:x|\+|plus|per)\b)")
COLUMN_HEADS = re.compile(
    r"^.*\b(?:Net|VAT|Gross|Amount|Total|Cheque\s+No|Chq\.?\s*No|Payee|Detail|Details|Description|"
    r"Invoice|Ref|TOTAL|£)\b\.?\s+(?=[A-Z])",
    re.DOTALL,
)
NO_PAYEE = re.compile(
    r"^\W*(?:(?:revised|grand|sub|net)[\s-]*)?(?:totals?|vat|net|gross|income|balance|plus|less)\b", re.IGNORECASE
)
SPENT_WITHOUT_SUM = re.compile(
    r"\b(?:quot(?:e|ation)|tender|estimate)s?\b[^.;]{0,60}\b(?:accepted|approved)\b|"
    r"\baccept(?:ed)?\b[^.;]{0,40}\b(?:quot(?:e|ation)|tender)\b|"
    r"\b(?:accepted|approved|agreed)\b[^.;]{0,30}\bin\s+accordance\s+with\s+the\s+budget|\b(?:agreed|"
    r"resolved|approved)\b[^.;]{0,60}\b(?:purchas\w+|(?<!in )(?<!standing )order(?:ing)?\s|buy\b|bought\b|pay\b|"
    r"payment\s+of|reimburse|donat\w+)|\b(?:claimed|re-?imburs\w+)\b[^.;]{0,40}\b(?:expens\w+|expenditure|costs?)\b|"
    r"\b(?:salar(?:y|ies)|invoices?|bills?|fees?|expenses|wages)\b[^.;]{0,30}\b(?:was|were|been|be)\s+paid\b|"
    r"\b(?:instructed|authorised|asked)\s+to\s+(?:pay|purchase|order|buy)\b|\b(?:send|release|make|"
    r"withhold|hold\s+back)\b[^.;]{0,40}\bpayments?\b|"
    r"\bcheques?\s+(?:is|are|was|were|to|will|has\s+been|have\s+been)\s+(?:now\s+)?(?:be(?:ing)?\s+)?(?:issued|drawn|"
    r"written|made\s+out)\b|\b(?:will|to)\s+be\s+(?:funded|paid\s+for|met)\s+(?:\w+ly\s+)?by\s+(?:the\s+)?"
    r"(?:parish\s+council|town\s+council|council|panel|(?-i:[A-Z])[\w’'-]*\s+(?:[\w’'-]+\s+){0,2}?committee)\b(?!\s+tax)",
    re.IGNORECASE,
)
# Below "Finance", a line that is only a payee and a sum, or several such.
FINANCE = re.compile(r"\b(?:financ\w+|accounts?|treasurer\W?s?\s+report)\b", re.IGNORECASE)
PAYEE_AND_SUM = re.compile(
    r"(?:\W*[A-Za-z](?:(?!\b(?i:is|are|was|were|has|have|had|will|would|accounts?)\b)[^£;]){2,70}£\s?[\d,]+(?:\.\d\d)?)+\W*"
)
DECLINED = re.compile(
    r"\b(?:request|application|grant|donation|quote|quotation)s?\b[^.;]{0,40}\b(?:declined|refused|rejected)\b",
    re.IGNORECASE,
)
PETTY_CASH = re.compile(r"\W*petty\s+cash\W+£?\d", re.IGNORECASE)  # an entry of a list of payments
ACCEPTS_IT = re.compile(
    r"\b(?:this|it)\s+(?:was|be|is|were)\s+(?:unanimously\s+)?(?:accepted|approved)\b"
    r"|\b(?:agreed|resolved)\b[^.;]{0,60}\b(?:instruct\w*\b[^.;]{0,40}\bto\s+(?:proceed|carry\s+out|go\s+ahead)"
    r"|to\s+(?:go\s+ahead|proceed)\b)",
    re.IGNORECASE,
)
# A line that is a payment wherever it stands: "BACS Tarr Ltd £40", "Chq 1023 …", "No. 398 Hall hire £10".
VOUCHER = re.compile(
    r"^\W*(?:(?-i:BACS|DD|D/D|SO|S/O|BP|FP)|direct\s+debit|standing\s+order|che?q(?:ue)?s?|"
    r"(?:che?q(?:ue)?\W+)?no(?=\W{1,2}\d))"
    r"\W*\d*\b(?=[^;]*(?:£|\d\.\d\d\b))"
    r"|^\W*\d{5,6}\s(?=[^;]*(?:£|\d\.\d\d\b))|£[\d,.]+\W+(?:BACS|che?q(?:ue)?\W+(?:no\W+)?\d)",
    re.IGNORECASE,
)
OF_OTHERS = re.compile(
    r"\b(?:has|have|had)\s+(?:\w+ly\s+)?(?:agreed|offered)\b|\bthe\s+following\b|\b(?:to|from)\s+the\s+force\b",
    re.IGNORECASE,
)
SETTLED = re.compile(
    r"\b(?:agreed|approved|resolved|accepted|decision|carried(?!\s+(?:out|forward|over)))\b", re.IGNORECASE
)
SUPPOSED = re.compile(r"\b(?:may|might|could|would|possible|possibly)\b", re.IGNORECASE)
AT_A_COST = re.compile(r"\bat\s+(?:\w+\s+)?a\s+cost\s+of\b", re.IGNORECASE)


NO_PAYMENTS_HERE = re.compile(
    r"\b(?:income|receipts?|received|balances?|reconciliation|financial\s+position|precept|estimates?|reserves)\b",
    re.IGNORECASE,
)
FINITE_VERB = re.compile(r"\b(?:is|are|was|were|has|have|had|will|would|should|may|said|reported)\b")


def pence_in(text: str) -> int | None:
    """The first sum of money in the words; None if they give none.

    >>> pence_in("a cheque for £1,250.5"), pence_in("£40"), pence_in("nothing")
    (125050, 4000, None)
    """
    found = SUM.search(text)
    return _pence(found) if found else None


def _pence(found: re.Match[str]) -> int:
    if found["only"]:
        return int(found["only"])
    pounds = int((found["pounds"] or found["bare"]).replace(",", ""))
    pence = (found["pence"] or found["dashed"] or found["bare_pence"] or "0").ljust(2, "0")
    return (pounds * 100 + int(pence)) * SCALE[(found["scale"] or "").lower()]


def budget_in(text: str) -> str | None:
    """From which budget, as written: "to be paid from the Hall Fund" → "the Hall Fund"."""
    found = BUDGET.search(text)
    return words_of(found["budget"]) if found else None


def in_payments(sentence: Sentence) -> bool:
    """Whether the headings above say that a list of payments stands here."""
    above = sentence.context.lead or sentence.context.subheading
    heading = f"{sentence.context.item_title} {above}"
    return bool(LIST_OF_PAYMENTS.search(heading)) and not NO_PAYMENTS_HERE.search(above)


def heads_sums(text: str) -> bool:
    """Whether a line says what the sums below it are ("Payments for January £ Chq No.", "PLUS receipts -")."""
    named = LIST_OF_PAYMENTS.search(text) or NO_PAYMENTS_HERE.search(text)
    return (
        bool(named)
        and len(text.split()) < 12
        and not SUM.search(text)
        and not FINITE_VERB.search(text)
        and not text.endswith(".")
    )


def spending_in(sentence: Sentence) -> Iterator[Statement]:
    """The payment that a sentence records, or each of those of a table that lost its columns."""
    text = sentence.text
    if DECLINED.search(text):
        return
    rows = _rows(sentence)
    if rows:
        yield from rows
        return
    sums = list(SUM.finditer(text))
    budget = budget_in(text)
    listed = in_payments(sentence)
    if not sums:
        paid_for = budget and FROM_BUDGET.search(text) and PAYING.search(text)
        after_a_sum = SUM.search(sentence.before) and ACCEPTS_IT.search(text)
        unknown = listed and re.search(r"\b(?:to\s+be\s+confirmed|t\.?b\.?c|t\.?b\.?a)\b", text, re.IGNORECASE)
        spent = SPENT_WITHOUT_SUM.search(text) and not OF_OTHERS.search(text)
        if paid_for or after_a_sum or unknown or spent:
            yield sentence.says(StatementKind.SPENDING, sure=bool(paid_for) and "to be paid" in text, budget=budget)
        return
    amount = max(map(_pence, sums)) if "\t" in text else _pence(sums[0])
    meeting_spends = MEETING_SPENDS.search(text)
    voucher = VOUCHER.search(text)
    if (
        NOT_PAYMENT.search(text)
        and not voucher
        and not (listed and PETTY_CASH.match(text))
        and not (PAYING.search(text) and meeting_spends)
    ):
        return
    if listed or voucher:
        sure = not FINITE_VERB.search(text) and not NOT_PAYMENT.search(text)
        yield sentence.says(StatementKind.SPENDING, sure=sure, amount_pence=amount, budget=budget)
    elif PAYING.search(text) and (meeting_spends or LIST_OF_PAYMENTS.search(text[: sums[0].start()])):
        yield sentence.says(StatementKind.SPENDING, sure=False, amount_pence=amount, budget=budget)
    elif NOT_PAYMENT.search(f"{sentence.context.item_title} {sentence.context.subheading}"):
        return
    elif (
        (FINANCE.search(sentence.context.item_title) and PAYEE_AND_SUM.fullmatch(text))
        or budget
        or ((priced := AT_A_COST.search(text)) and not SUPPOSED.search(text, 0, priced.end()))
        or SETTLED.search(text)
    ):
        yield sentence.says(StatementKind.SPENDING, sure=False, amount_pence=amount, budget=budget)


def _rows(sentence: Sentence) -> list[Statement]:
    """The payments of a flattened table; none unless two rows at least say so."""
    text = sentence.text
    if "\t" in text or len(text) > 10_000:
        return []
    found = _payees(text, SUMS_OF_A_ROW)
    if len(found) < 2 and in_payments(sentence):
        found = [row for row in _payees(text, ONE_SUM) if not NOT_PAYMENT.search(text[row[0] : row[1]])]
    if len(found) < 2:
        return []
    if re.search(r"\b(?:balances?|income|receipts)\b", text[: found[0][1]], re.IGNORECASE) and not in_payments(
        sentence
    ):
        return []
    rows = []
    for start, middle, end in found:
        amounts = [_pence(money) for money in SUM.finditer(text, middle, end)]
        span = Span(sentence.span.start + start, sentence.span.start + end)
        amount = max(amounts) if amounts else None
        rows.append(
            replace(
                sentence.says(StatementKind.SPENDING, sure=False, amount_pence=amount), text=text[start:end], span=span
            )
        )
    return rows


def _payees(text: str, sums: re.Pattern[str]) -> list[tuple[int, int, int]]:
    """Where each payee begins, where its sums begin and where they end."""
    rows = []
    after = 0
    for found in sums.finditer(text):
        payee = text[after : found.start()]
        heads = COLUMN_HEADS.match(payee)
        start = after + (heads.end() if heads else len(payee) - len(payee.lstrip(" \t\r\n,;.:–-")))
        if re.search(r"[A-Za-z]{2}", text[start : found.start()]) and not NO_PAYEE.match(payee):
            rows.append((start, found.start(), found.end()))
        after = found.end()
    return rows
