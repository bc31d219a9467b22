"""Release: what was built is described, proven on another machine, and compared with what was built before.

content: a file as its reader sees it, in lines that stay the same when a program saves it again; describe: what the
manifest says of an output beside its bytes; scrub: what must not leave the house in a file; verify: a file against the
manifest; diff: each figure of two manifests, old → new, and why; impact: where a fact or a source is printed.
"""
