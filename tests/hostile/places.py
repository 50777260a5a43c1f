"""Where what a client writes can come back to it."""

from __future__ import annotations

__all__ = ["ASK", "PLACES"]

ASK = "query=ASK%20%7B%7D"
PLACES = {
    "a query that is none": "/sparql?query=@",
    "a string of a query that is none": "/sparql?query=ASK%20%7B%20%27@",
    "an iri of a query that is none": "/sparql?query=ASK%20%7B%20%3Chttp://e/@%3E",
    "a prefix that is not declared": "/sparql?query=ASK%20%7B%20@:x%20%3Fp%20%3Fo%20%7D",
    "a query that is answered": "/sparql?query=SELECT%20(%22%22%22@%20%22%22%22%20AS%20%3Fx)%20%7B%7D",
    "a comment of a query that is answered": "/sparql?query=SELECT%20*%20%7B%7D%23@",
    "an output": f"/sparql?{ASK}&output=@",
    "a graph": f"/sparql?{ASK}&default-graph-uri=@",
    "a graph that is a name": f"/sparql?{ASK}&default-graph-uri=http://e/@",
    "a parameter": f"/sparql?{ASK}&@=@",
    "a rule of the audit": "/audit?rule=@",
    "what an audit is about": "/audit?for=@",
    "an audit about a name": "/audit?for=unit:@&format=html",
    "a form of an audit": "/audit?format=@&lang=@",
    "a parameter of an audit": "/audit?@=@",
    "a path": "/@",
    "a path below another": "/health/@",
    "a path below the queries": "/queries/@",
    "a kind of things": "/trace/@/x",
    "a slug": "/trace/task/@",
    "a slug with a suffix": "/trace/task/@.svg",
    "an iri to trace": "/trace?iri=@",
    "an iri to trace that is one": "/trace?iri=http://e/@",
    "a parameter of a trace": "/trace/task/x?@=@",
    "a direction": "/trace/task/x?direction=@",
    "a depth": "/trace/task/x?depth=@",
    "a format of a trace": "/trace/task/x?format=@",
    "a text to resolve": "/resolve?q=@",
    "a number to resolve": "/resolve?number=@",
    "a number with words to resolve": "/resolve?number=JHF%202022-43%20@",
    "a name to resolve": "/resolve?name=@",
    "an iri to resolve": "/resolve?q=http://e/@",
    "a slug to resolve": "/resolve?q=task/@",
    "a kind to resolve": "/resolve?q=x&kind=@",
    "a form of a resolution": "/resolve?q=x&format=@",
    "a page of a resolution": "/resolve?q=@&format=html",
    "a parameter of a resolution": "/resolve?@=@",
}
"""What it is → an address; `@` stands for the text of the client."""
