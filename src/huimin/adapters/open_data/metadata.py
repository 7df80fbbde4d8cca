"""What machines read about the downloads: CSV on the Web (W3C, 2015), a DCAT 3 catalogue, checksums, a read-me."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from typing import Any

from huimin.adapters.open_data.downloads import FORMATS
from huimin.tasks.open_data.gathering import Site
from huimin.tasks.open_data.tables import Column, Download

Json = dict[str, Any]
CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#", "dct": "http://purl.org/dc/terms/", "foaf": "http://xmlns.com/foaf/0.1/",
    "spdx": "http://spdx.org/rdf/terms#", "xsd": "http://www.w3.org/2001/XMLSchema#",
}  # fmt: skip


def as_bytes(data: Json) -> bytes:
    """JSON for files."""
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def csvw(site: Site, table: Download) -> Json:
    """The metadata of one csv: what its columns are, its key, and what it refers to."""
    licence = site.settings.licence
    made: Json = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "url": f"{table.name}.csv",
        "dc:title": _both(f"{table.zh} · {site.title('zh')}", f"{table.en} · {site.title('en')}"),
        "dc:description": _both(_said(site, table, "zh"), _said(site, table, "en")),
        "dc:publisher": _both(site.publisher("zh"), site.publisher("en")),
        "dc:issued": {"@value": site.day.isoformat(), "@type": "xsd:date"},
        "dialect": {"encoding": "utf-8", "header": True, "delimiter": ",", "lineTerminators": ["\n"]},
        "tableSchema": {
            "columns": [_column(column) for column in table.columns],
            "primaryKey": list(table.key),
        },
    }  # fmt: skip
    if licence.address:
        made["dc:license"] = {"@id": licence.address}
    keys = [
        {"columnReference": list(here), "reference": {"resource": f"{name}.csv", "columnReference": list(there)}}
        for here, name, there in table.parents if name == table.name
    ]  # fmt: skip
    if keys:
        made["tableSchema"]["foreignKeys"] = keys
    return made


def _both(zh: str, en: str) -> list[Json]:
    return [{"@value": zh, "@language": "zh"}, {"@value": en, "@language": "en"}]


def _said(site: Site, table: Download, lang: str) -> str:
    mark = {"zh": "全部数据为模拟。", "en": "All figures are simulated. "}[lang] if site.simulated else ""
    return mark + table.about(lang)


def _column(column: Column) -> Json:
    made: Json = {"name": column.name, "titles": column.name, "datatype": column.type,
                  "dc:description": _both(column.zh, column.en)}  # fmt: skip
    if column.filled:
        made["required"] = True
    return made


def csvw_group(site: Site, tables: Sequence[Download]) -> Json:
    """All tables together, with the references between them."""
    made = []
    for table in tables:
        one = csvw(site, table)
        one.pop("@context")
        one["tableSchema"]["foreignKeys"] = [
            {"columnReference": list(here), "reference": {"resource": f"{name}.csv", "columnReference": list(there)}}
            for here, name, there in table.parents
        ]  # fmt: skip
        made.append(one)
    return {"@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}], "tables": made}


def catalogue(site: Site, tables: Sequence[Download], files: Mapping[str, bytes]) -> Json:
    """The DCAT catalogue. Addresses are relative to the catalogue unless the site's own is known."""
    base = f"{site.settings.address}/data/" if site.settings.address else ""
    months = sorted({one.period for one in site.values}) or [site.last.code]
    return {
        "@context": CONTEXT, "@id": f"{base}catalog.jsonld", "@type": "dcat:Catalog",
        "dct:title": _both(site.title("zh"), site.title("en")),
        "dct:publisher": {"@type": "foaf:Agent", "foaf:name": _both(site.publisher("zh"), site.publisher("en"))},
        "dct:issued": _date(site.history[0].day.isoformat() if site.history else site.day.isoformat()),
        "dct:modified": _date(site.day.isoformat()), "dct:language": ["zh", "en"],
        **_licence(site),
        "dcat:dataset": [_dataset(site, table, files, base, min(months)[:4]) for table in tables],
    }  # fmt: skip


def _date(day: str) -> Json:
    return {"@value": day, "@type": "xsd:date"}


def _licence(site: Site) -> Json:
    licence = site.settings.licence
    if licence.address:
        return {"dct:license": {"@id": licence.address}}
    return {"dct:rights": _both(licence.zh, licence.en)}


def _dataset(site: Site, table: Download, files: Mapping[str, bytes], base: str, first: str) -> Json:
    return {
        "@id": f"{base}catalog.jsonld#{table.name}", "@type": "dcat:Dataset", "dct:identifier": table.name,
        "dct:title": _both(table.zh, table.en),
        "dct:description": _both(_said(site, table, "zh"), _said(site, table, "en")),
        "dct:modified": _date(site.day.isoformat()), **_licence(site),
        "dct:publisher": {"@type": "foaf:Agent", "foaf:name": _both(site.publisher("zh"), site.publisher("en"))},
        "dct:temporal": {"@type": "dct:PeriodOfTime", "dcat:startDate": _date(f"{first}-01-01"),
                         "dcat:endDate": _date(site.last.end.isoformat())},
        "dct:conformsTo": {"@id": "http://www.w3.org/ns/csvw"},
        "dcat:distribution": [_distribution(site, table, ending, files, base) for ending in FORMATS],
    }  # fmt: skip


def _distribution(site: Site, table: Download, ending: str, files: Mapping[str, bytes], base: str) -> Json:
    name = f"{table.name}.{ending}"
    return {
        "@id": f"{base}{name}", "@type": "dcat:Distribution", "dcat:downloadURL": {"@id": f"{base}{name}"},
        "dcat:mediaType": {"@id": f"https://www.iana.org/assignments/media-types/{FORMATS[ending]}"},
        "dcat:byteSize": {"@value": str(len(files[name])), "@type": "xsd:nonNegativeInteger"},
        "spdx:checksum": {"@type": "spdx:Checksum", "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
                          "spdx:checksumValue": {"@value": sha256(files[name]).hexdigest(), "@type": "xsd:hexBinary"}},
        **_licence(site),
    }  # fmt: skip


def checksums(files: Mapping[str, bytes]) -> bytes:
    """Lines for ``sha256sum --check``."""
    return "".join(f"{sha256(data).hexdigest()}  {name}\n" for name, data in sorted(files.items())).encode()


def read_me(site: Site, tables: Iterable[Download]) -> bytes:
    """What is in the folder, for whoever finds it without the site."""
    licence = site.settings.licence
    lines = [site.title("zh"), site.title("en"), ""]
    if site.simulated:
        lines += ["全部数据为模拟，不反映任何真实情况。", "All figures are simulated and describe nothing real.", ""]
    lines += [f"发布 Publisher: {site.publisher('zh')} / {site.publisher('en')}",
              f"日期 Date: {site.day.isoformat()}",
              f"许可 Licence: {licence.zh} / {licence.en} {licence.address}".rstrip(), ""]  # fmt: skip
    lines += [f"{table.name}: {table.about_zh} {table.about_en}" for table in tables]
    lines += [
        "", "状态 status（SDMX CL_OBS_STATUS）", "  A 有数（0 也是数） a value; 0 is a value",
        "  O 未报送，不等于零 not reported, which is not zero",
        "  Q 不公布：数小，或由它可以推算出小数 hidden: small, or a small count could be worked out from it",
        "  M 不存在：分母为零 cannot exist: a share of nobody", "",
        "每个 csv 旁边的 *.csv-metadata.json 说明各列（W3C CSV on the Web）；catalog.jsonld 是 DCAT 3 目录；",
        "SHA256SUMS 用来核对文件。Beside each csv stands its metadata (W3C CSV on the Web); catalog.jsonld is a",
        "DCAT 3 catalogue; check the files with: sha256sum --check SHA256SUMS", "",
    ]  # fmt: skip
    return "\n".join(lines).encode()
