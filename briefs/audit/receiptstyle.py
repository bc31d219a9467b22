"""How the receipt looks: verdicts told by colour, line and word together, in light and dark, on screen and paper."""

from __future__ import annotations

STYLE = """
:root { color-scheme: light dark; --line: #8886; --good: #0a5c36; --some: #7a4b00; --bad: #a40020; --dim: #595959; }
@media (prefers-color-scheme: dark) {
  :root { --good: #7ddba8; --some: #ffc266; --bad: #ff9aa8; --dim: #b5b5b5; }
}
body { font: 1rem/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 90rem; padding: 1rem;
  display: grid; grid-template-columns: minmax(0, 3fr) minmax(16rem, 2fr); gap: 1rem 2rem; }
header { grid-column: 1 / -1; }
main, section { max-height: 85vh; overflow: auto; padding-right: .5rem; }
a { color: inherit; }
table { border-collapse: collapse; } td, th { border: 1px solid var(--line); padding: .2rem .5rem; text-align: start; }
.legend { list-style: none; padding: 0; } .note, .header, .footer, .alt { font-size: .9rem; color: var(--dim); }
main a, .legend span, h3 span { text-decoration: underline 2px; text-underline-offset: .2em; }
.verified { text-decoration-color: var(--good); } h3 .verified, .legend .verified { color: var(--good); }
.cited { text-decoration-style: dashed; } h3 .cited, .legend .cited { color: var(--some); }
.waived { text-decoration-style: wavy; } h3 .waived, .legend .waived { color: var(--some); }
.uncited { text-decoration-style: double; } main .uncited, h3 .uncited, .legend .uncited { color: var(--bad); }
.exempt { text-decoration-style: dotted; } h3 .exempt, .legend .exempt { color: var(--dim); }
main .exempt { text-decoration-thickness: 1px; }
article { border: 1px solid var(--line); border-radius: .4rem; padding: .5rem .8rem; margin: .5rem 0;
  text-decoration: none; }
article:target, main a:target { outline: 3px solid; outline-offset: 2px; }
h3 { margin: 0; font-size: 1rem; } h3 span { font-weight: normal; }
dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 0 .8rem; margin: .3rem 0; }
dt { color: var(--dim); } dd { margin: 0; overflow-wrap: anywhere; }
@media (max-width: 50rem) { body { display: block; } main, section { max-height: none; } }
@media print { body { display: block; } main, section { max-height: none; overflow: visible; } }
"""
