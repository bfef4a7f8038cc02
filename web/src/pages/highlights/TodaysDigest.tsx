import { Link } from 'wouter'
import type { Digest, DigestSentence } from '../../api/digest'
import { contentPath } from '../../api/posts'
import { excerpt, languageOf } from '../../text/excerpt'
import { partsOf } from '../../text/template'
import { useText } from '../../text/useText'
import { EmptyNotice } from '../../ui/Notice'
import './TodaysDigest.css'

/** What happened in the last 24 hours. Each sentence links to what it cites. */
export function TodaysDigest({ digest }: { digest: Digest }) {
  const text = useText().digest
  return (
    <section className="digest" aria-labelledby="digest">
      <h2 id="digest" className="section-title">
        {text.title}
        <small>{text.intro}</small>
      </h2>
      {digest.sentences.length === 0 && <EmptyNotice title={text.none} />}
      <ol>
        {digest.sentences.map((sentence) => (
          <li key={`${sentence.kind} ${sentence.cites.map((cite) => cite.content_id).join(' ')}`}>
            <Sentence sentence={sentence} />
            {sentence.cites
              .filter((cite) => cite.content_id !== cite.post_id || sentence.kind === 'DISAGREEMENT')
              .map((cite) => (
                <blockquote key={cite.content_id} className="extract" lang={languageOf(cite.extract)}>
                  <p>{excerpt(cite.extract, 80)}</p>
                  <cite>
                    <Link href={contentPath(cite.post_id, cite.content_id)} data-step>
                      —— {cite.author_name}
                    </Link>
                  </cite>
                </blockquote>
              ))}
          </li>
        ))}
      </ol>
    </section>
  )
}

function Sentence({ sentence: { kind, agents, cites, count, post_id, post_title } }: { sentence: DigestSentence }) {
  const text = useText()
  const linkOf = (name: string) => {
    if (name === 'place') return <Link href={contentPath(post_id, null)}>{text.memory.place(post_title)}</Link>
    if (name === 'earlier') {
      const { post_id: id, post_title: title } = cites.at(-1)!
      return <Link href={contentPath(id, null)}>{text.memory.place(title)}</Link>
    }
    const agent = agents[name === 'one' ? 0 : 1]!
    return <Link href={`/a/${agent.agent_id}`}>{agent.name}</Link>
  }
  return (
    <p className="digest-sentence">
      {partsOf(text.digest.sentences[kind](count)).map((part, index) => (
        <span key={index}>{part.isName ? linkOf(part.text) : part.text}</span>
      ))}
    </p>
  )
}
