#!/usr/bin/env bash
# Exports an auditor's package that holds everything a spreadsheet breaks, and lets others read it: sha256sum, openssl,
# frictionless, pandas, csvkit, LibreOffice; then follows its VERIFY.md.
set -euo pipefail
cd "$(dirname "$0")/.."

command -v soffice >/dev/null || { echo "install LibreOffice (apt-get install libreoffice-calc-nogui)" >&2; exit 69; }
python=$(scripts/python.sh package)
bin=$(dirname "$python")
aftercall=$PWD/.build/debug/aftercall
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export AFTERCALL_HOME=$work/data

"$aftercall" init --time-zone Asia/Shanghai >/dev/null
cat >"$AFTERCALL_HOME/inbox/Master.csv" <<'END'
"","13812345678","02155550100","in","""=1+1"" <13812345678>","PJSIP/trunk-00000001","PJSIP/0042-00000002","Queue","sales,t,,,60","2025-03-03 09:00:00","2025-03-03 09:00:12","2025-03-03 09:00:24",24,12,"ANSWERED","DOCUMENTATION","1740963600.3","","","1740963600.3",11
"","13455556666","02155550100","in","""13455556666"" <13455556666>","PJSIP/trunk-00000003","","Queue","sales,t,,,60","2025-03-03 09:04:00",,"2025-03-03 09:04:40",40,0,"NO ANSWER","DOCUMENTATION","1740963840.9","","","1740963840.9",12
END
"$aftercall" run >/dev/null
"$aftercall" hold add --matter "=cmd|' /C calc'!A0" --reason 110105194912310021 --call ast-1740963600.3 >/dev/null
"$aftercall" hold add --matter "客诉 𠮷野家" --reason "退款 €5" --queue sales >/dev/null
"$aftercall" hold add --matter "  +1-1" --reason $'two\n=lines, "quoted"' --queue sales >/dev/null
cd "$work"
for reader in machine spreadsheet gb18030; do
    form=(--for "$reader")
    [ "$reader" = gb18030 ] && form=(--for spreadsheet --encoding gb18030)
    "$aftercall" export "${form[@]}" --output $reader >/dev/null
    "$aftercall" export "${form[@]}" --output twice >/dev/null
    diff -r $reader twice
    rm -rf twice
    (
        cd $reader
        sha256sum --strict --quiet -c SHA256SUMS
        openssl pkeyutl -verify -pubin -inkey signing-key.pem -rawin -in SHA256SUMS -sigfile SHA256SUMS.sig >/dev/null
        "$bin/frictionless" validate datapackage.json >"$work/frictionless.log" || { cat "$work/frictionless.log"; exit 1; }
        # The commands of VERIFY.md itself.
        sed -n '/^```sh/,/^```$/p' VERIFY.md | grep -v '^```' | sed '/^END$/q' | bash | tee "$work/whole"
        grep -q 'whole$' "$work/whole" && ! grep -q ALTERED "$work/whole"
        grep -h '^    openssl pkeyutl.*audit/' VERIFY.md | sort -u | bash >/dev/null
    )
    echo "$reader: twice the same, sums, signatures, frictionless and VERIFY.md agree"
done
"$aftercall" export --output package.zip >/dev/null
"$aftercall" export --output again.zip >/dev/null
"$python" - <<'END'
import glob, pathlib, zipfile
book, again = zipfile.ZipFile("package.zip"), zipfile.ZipFile("again.zip")
assert book.testzip() is None
names = [name.removeprefix("package/") for name in book.namelist()]
assert sorted(names) == sorted(str(path.relative_to("machine")) for path in pathlib.Path("machine").rglob("*") if path.is_file())
assert all(book.read(f"package/{name}") == pathlib.Path("machine", name).read_bytes() for name in names)
assert all(book.read(f"package/{name}") == again.read(f"again/{name}") for name in names)
for path in glob.glob("gb18030/*.csv"):
    same = open(path.replace("gb18030", "spreadsheet"), newline="", encoding="utf-8-sig").read()
    assert open(path, newline="", encoding="gb18030").read() == same, path
print(f"zipfile reads {len(names)} members as they are in the folder; GB 18030 holds the same text")
END
"$python" - <<'END'
import csv, glob, pandas
for path in sorted(glob.glob("machine/*.csv")):
    rows = list(csv.reader(open(path, newline="", encoding="utf-8")))
    frame = pandas.read_csv(path, dtype=str, keep_default_na=False)
    assert [list(frame.columns)] + frame.values.tolist() == rows, path
holds = pandas.read_csv("machine/holds.csv", dtype=str)
assert holds.reason[0] == "110105194912310021" and holds.matter[0] == "=cmd|' /C calc'!A0"
assert holds.matter[1] == "客诉 𠮷野家"
assert holds.reason[2] == 'two\n=lines, "quoted"'
END
"$bin/csvstat" --count machine/calls.csv | grep -qw 2
"$bin/csvclean" --length-mismatch machine/holds.csv >/dev/null
echo "pandas and csvkit read what was written"
mkdir sheets
soffice --headless --convert-to xlsx:"Calc MS Excel 2007 XML" --infilter="CSV:44,34,76,1" --outdir sheets spreadsheet/*.csv >/dev/null 2>&1
"$python" - <<'END'
import glob, zipfile
sheets = glob.glob("sheets/*.xlsx")
assert len(sheets) == len(glob.glob("spreadsheet/*.csv")), sheets
for path in sheets:
    book = zipfile.ZipFile(path)
    for name in book.namelist():
        if name.startswith("xl/worksheets/"):
            assert b"<f>" not in book.read(name) and b"<f " not in book.read(name), f"{path} has a formula"
strings = zipfile.ZipFile("sheets/holds.xlsx").read("xl/sharedStrings.xml").decode()
assert "110105194912310021" in strings, "18 digits were lost"
assert "0042" in zipfile.ZipFile("sheets/calls.xlsx").read("xl/sharedStrings.xml").decode(), "leading zeros were lost"
print(f"LibreOffice: {len(sheets)} sheets, no formula, 18 digits and leading zeros whole")
END
