"""Templates of documents that an office changes without code: a folder a kind, a text file a language.

``documents/<kind>/zh.txt`` and ``en.txt``: of the workspace where they are there, else of the pack. Plain ``.txt``, so
that a double click opens them in the editor that every office machine has; UTF-8 or, as older editors write, GB18030.

A line says what it is by how it begins::

    issuer: {{ office }}          headers come first: issuer, number, to, copies, subject, enclosure, date
    to: 各县（区）人口办

    # title                       ## heading   ### heading   #### heading   (numbered by the layout; "## ! x" is not)
    Running text, **strong**; an empty line ends the paragraph.
    - item        1. item in order        (an indented line goes on with the item)
    > note in small type        | paragraph without indent
    [[table NAME]]   [[chart NAME]]   [[map NAME]]   [[signature]]   [[new page]]
    {{ field }}   {{ city.name }}   {% if late %}…{% endif %}   {% for one in rises %}- {{ one.area }}{% endfor %}

``date: none`` leaves the date off. Filling in is Jinja's, in its sandbox; what a template of an office has no need
of (calls, includes, macros, assignments) is refused, loops are counted, and a field is data, never markup.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn

from jinja2 import Template as JinjaTemplate
from jinja2 import TemplateError, TemplateSyntaxError, nodes

from huimin.adapters.official.template_names import Fault, faults_of
from huimin.adapters.official.template_places import place_faults
from huimin.adapters.official.template_sandbox import LOOP_LIMIT, Sandbox, TooMuch
from huimin.adapters.official.template_text import Problem, Read, read_text
from huimin.findings import Finding, Invalid, Place, Severity, nearest
from huimin.writing.blocks import Document
from huimin.writing.facts import Facts, Vocabulary, vocabulary_of

SIZE_LIMIT = 200_000
"""Characters of a template; one of ours has under 5,000."""
OUTPUT_LIMIT = 3_000_000
LANGUAGES = ("zh", "en")
SUFFIX = ".txt"


@dataclass(frozen=True)
class Template:
    """A template that was read and can be filled in: its kind, language, file name for findings, and parsed form."""

    kind: str
    lang: str
    file: str
    source: str
    tree: nodes.Template = field(repr=False, compare=False)
    environment: Sandbox = field(repr=False, compare=False)
    code: JinjaTemplate = field(repr=False, compare=False)


def read_template(path: Path, kind: str, lang: str, file: str = "") -> Template:
    """Read a template's file.

    Args:
        path: the file.
        kind: the document's kind.
        lang: ``zh`` or ``en``.
        file: how the file is called in findings.

    Raises:
        Invalid: it cannot be read, is too large, or its syntax is wrong.
    """
    name = file or f"documents/{kind}/{path.name}"
    return template_of(_text(path, name), kind, lang, name)


def template_of(source: str, kind: str, lang: str, file: str) -> Template:
    """The template with this text; raises as :func:`read_template`."""
    source = source.replace("\r\n", "\n").replace("\r", "\n")
    if len(source) > SIZE_LIMIT:
        _refuse("template-too-large", file, 0, size=len(source), limit=SIZE_LIMIT)
    environment = Sandbox(lang)
    try:
        tree = environment.parse(source)
        counting = environment.parse(source)
        for loop in counting.find_all(nodes.For):
            loop.iter = nodes.Filter(loop.iter, "counted", [], [], None, None, lineno=loop.lineno)
        code = environment.template_class.from_code(environment, environment.compile(counting), environment.globals)
    except TemplateSyntaxError as problem:
        _refuse("template-syntax", file, problem.lineno, problem=problem.message or "")
    except RecursionError:
        _refuse("template-syntax", file, 0, problem="nested too deeply")
    return Template(kind, lang, file, source, tree, environment, code)


def check(template: Template, vocabulary: Vocabulary) -> list[Finding]:
    """All that is wrong with a template, without filling it in; each fault with its line."""
    faults = [*faults_of(template.tree, vocabulary), *place_faults(template.source, vocabulary)]
    return [_finding(fault, template.file) for fault in faults]


def render(template: Template, facts: Facts, vocabulary: Vocabulary | None = None) -> Document:
    """Fill a template in.

    Args:
        template: what :func:`read_template` gave.
        facts: what the document says.
        vocabulary: the names that its kind may use; without it, the names that are in ``facts``.

    Raises:
        Invalid: with every fault of the template.
    """
    known = vocabulary if vocabulary is not None else vocabulary_of(facts)
    if faults := check(template, known):
        raise Invalid(faults)
    read = _filled(template, facts, known)
    if not read.title:
        _refuse("template-title-missing", template.file, 0)
    headers = read.headers
    return Document(
        kind=template.kind, lang=template.lang, title=read.title, blocks=tuple(read.blocks),
        issuer=headers.get("issuer", ""), number=headers.get("number", ""), addressees=headers.get("to", ""),
        copies_to=headers.get("copies", ""), day=None if headers.get("date") == "none" else facts.day,
        simulated=facts.simulated, subject=headers.get("subject", ""), enclosures=tuple(read.enclosures),
    )  # fmt: skip


def _filled(template: Template, facts: Facts, known: Vocabulary) -> Read:
    # A name that the kind has but this document does not is nothing, so that {% if late %} can ask for it.
    fields = {name: None for name in known.fields if "." not in name and "[" not in name} | dict(facts.fields)
    template.environment.turns = 0
    try:
        return read_text(_bounded(template.code.generate(fields)), facts)
    except Problem as problem:
        near = nearest(problem.found, problem.known)
        _refuse(problem.code, template.file, 0, found=problem.found, nearest=near, options=", ".join(problem.known))
    except TooMuch:
        _refuse("template-runs-away", template.file, 0, limit=LOOP_LIMIT)
    except (TemplateError, TypeError, ValueError, ArithmeticError, LookupError) as problem:
        _refuse("template-fails", template.file, _line_of(problem, template), problem=str(problem))


def _bounded(pieces: Iterator[str]) -> str:
    made, size = list[str](), 0
    for piece in pieces:
        made.append(piece)
        size += len(piece)
        if size > OUTPUT_LIMIT:
            raise TooMuch
    return "".join(made)


def _line_of(problem: BaseException, template: Template) -> int:
    """The line of the template at which it failed: Jinja rewrites the traceback so that it tells."""
    line, trace = 0, problem.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == "<template>":
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def _text(path: Path, file: str) -> str:
    try:
        data = path.read_bytes()
    except OSError as problem:
        _refuse("file-unreadable", file, 0, reason=problem.strerror or "?")
    if len(data) > 4 * SIZE_LIMIT:
        _refuse("template-too-large", file, 0, size=len(data), limit=SIZE_LIMIT)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        return data.decode("gb18030")
    except UnicodeDecodeError:
        _refuse("template-encoding", file, 0)


def _finding(fault: Fault, file: str) -> Finding:
    facts = {"found": fault.found, "nearest": nearest(fault.found, fault.known), "options": ", ".join(fault.known)}
    return Finding(fault.code, Severity.ERROR, Place(file=file, line=fault.line), facts)


def _refuse(code: str, file: str, line: int, **facts: str | int) -> NoReturn:
    raise Invalid([Finding(code, Severity.ERROR, Place(file=file, line=line), facts)])


@dataclass(frozen=True)
class Filled:
    """A document, and what was found on the way to it."""

    document: Document
    findings: tuple[Finding, ...] = ()


class Templates:
    """The templates of a workspace over those that are shipped.

    Args:
        office: the folder ``documents/`` of the workspace; it need not be there.
        shipped: the folders ``documents/`` of the packs, first come first served.
    """

    def __init__(self, office: Path | None, shipped: Sequence[Path]) -> None:
        self.office, self.shipped = office, tuple(shipped)
        self._read: dict[Path, Template | Invalid] = {}

    def kinds(self) -> list[str]:
        """All kinds that have a template."""
        folders = [one for one in (self.office, *self.shipped) if one is not None and one.is_dir()]
        files = [path for one in folders for path in one.glob(f"*/*{SUFFIX}")]
        return sorted({path.parent.name for path in files if path.stem in LANGUAGES})

    def path(self, kind: str, lang: str) -> Path | None:
        """The file that counts for this kind and language, or None."""
        return next(iter(self._paths(kind, lang)), None)

    def fill(self, kind: str, lang: str, facts: Facts, vocabulary: Vocabulary | None = None) -> Filled:
        """The document, from the office's template, or where that is faulty from the shipped one, which it says.

        Raises:
            Invalid: there is no template that can be used.
        """
        found: list[Finding] = []
        for path in self._paths(kind, lang):
            try:
                template = self._template(path, kind, lang)
                return Filled(render(template, facts, vocabulary), tuple(found))
            except Invalid as problem:
                found += problem.findings
                if self._of_office(path):
                    found.append(self._instead(path, kind, lang))
        if not found:
            kinds = self.kinds()
            told = {"found": kind, "nearest": nearest(kind, kinds), "options": ", ".join(kinds)}
            _refuse("template-missing", f"documents/{kind}/{lang}{SUFFIX}", 0, **told)
        raise Invalid(found)

    def check(self, vocabularies: Mapping[str, Vocabulary]) -> list[Finding]:
        """What is wrong with the office's own templates, and folders that belong to no kind."""
        return check_templates(self.office, vocabularies) if self.office is not None else []

    def _paths(self, kind: str, lang: str) -> Iterator[Path]:
        for folder in (self.office, *self.shipped):
            if folder is not None and (path := folder / kind / f"{lang}{SUFFIX}").is_file():
                yield path

    def _of_office(self, path: Path) -> bool:
        return self.office is not None and path.is_relative_to(self.office)

    def _template(self, path: Path, kind: str, lang: str) -> Template:
        if path not in self._read:
            try:
                self._read[path] = read_template(path, kind, lang)
            except Invalid as problem:
                self._read[path] = problem
        held = self._read[path]
        if isinstance(held, Invalid):
            raise Invalid(held.findings)
        return held

    def _instead(self, path: Path, kind: str, lang: str) -> Finding:
        place = Place(file=f"documents/{kind}/{path.name}")
        return Finding("template-shipped-used", Severity.WARNING, place, {"kind": kind, "lang": lang})


def check_templates(folder: Path, vocabularies: Mapping[str, Vocabulary]) -> list[Finding]:
    """What is wrong with the templates of a folder ``documents/``.

    Args:
        folder: it holds a folder a kind.
        vocabularies: the names of each kind.
    """
    found: list[Finding] = []
    for path in sorted(folder.glob(f"*/*{SUFFIX}")):
        kind, lang, file = path.parent.name, path.stem, f"documents/{path.parent.name}/{path.name}"
        if kind not in vocabularies:
            known = tuple(sorted(vocabularies))
            found.append(_finding(Fault("template-kind-unknown", 0, kind, known), file))
        elif lang not in LANGUAGES:
            found.append(_finding(Fault("template-language", 0, lang, LANGUAGES), file))
        else:
            try:
                found += check(read_template(path, kind, lang), vocabularies[kind])
            except Invalid as problem:
                found += problem.findings
    return found
