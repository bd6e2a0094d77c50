package site

import (
	"fmt"
	"net/http"
	"unicode/utf8"

	"github.com/go-analyze/charts"
)

// picture is what a link to a page shows in a message: its title, what is said of it, and whose it is.
type picture struct {
	Kind  string // above the title: what the page is about
	Title string
	Lines []string // below: at most three
}

// drawer says what is on a page's picture.
type drawer func(*request) (*picture, error)

// cards are the pages that have pictures of their own, by their address behind the language.
func (s *Site) cards() map[string]drawer {
	return map[string]drawer{
		"":                  s.homePicture,
		"/explore":          s.explorePicture,
		"/quality":          s.qualityPicture,
		"/suppliers":        s.suppliersPicture,
		"/suppliers/{id}":   s.supplierPicture,
		"/buyers":           s.buyersPicture,
		"/buyers/{id}":      s.buyerPicture,
		"/processes/{ocid}": s.processPicture,
	}
}

func (s *Site) homePicture(q *request) (*picture, error) {
	return &picture{Title: q.publisher(), Lines: []string{q.t("home.claim")}}, nil
}

// card answers with a page's picture.
func (s *Site) card(draw drawer) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		q := s.request(r)
		err := q.find()
		var p *picture
		if err == nil {
			p, err = draw(q)
		}
		var body []byte
		if err == nil {
			body, err = p.draw(q)
		}
		if err != nil {
			s.fail(w, q, err)
			return
		}
		h := w.Header()
		h.Set("Content-Type", "image/png")
		h.Set("Cache-Control", "public, max-age=3600")
		h.Set("Last-Modified", q.version.At.UTC().Format(http.TimeFormat))
		_, _ = w.Write(body)
	}
}

// Of pictures, pixels: what messengers ask for.
const pictureWidth, pictureHeight, pictureMargin = 1200, 630, 64

var (
	pictureGround = charts.ParseColor("#0d3b40")
	pictureInk    = charts.ParseColor("#ffffff")
	pictureMuted  = charts.ParseColor("#bcd8d9")
	pictureSun    = charts.ParseColor("#f4b823")
)

func (p *picture) draw(q *request) ([]byte, error) {
	c := charts.NewPainter(charts.PainterOptions{OutputFormat: charts.ChartOutputPNG, Width: pictureWidth, Height: pictureHeight})
	c.FilledRect(0, 0, pictureWidth, pictureHeight, pictureGround, pictureGround, 0)
	c.Circle(26, pictureMargin+26, 78, pictureSun, pictureSun, 0)
	text := func(body string, size float64, x, y int, color charts.Color) int {
		box := c.TextFit(clipped(body, 160), x, y, pictureWidth-x-pictureMargin, charts.FontStyle{FontSize: size, FontColor: color})
		return y + box.Height()
	}
	whose := "terang · " + q.publisher()
	if q.version.Publication.Trial {
		whose += " · " + q.t("layout.trialShort")
	}
	text(clipped(whose, 80), 20, pictureMargin+72, 86, pictureMuted)
	y := text(p.Kind, 22, pictureMargin, 190, pictureSun)
	y = text(p.Title, titleSize(p.Title), pictureMargin, y+50, pictureInk)
	for _, line := range p.Lines {
		if y+64 < pictureHeight {
			y = text(clipped(line, 66), 24, pictureMargin, y+30, pictureMuted)
		}
	}
	body, err := c.Bytes()
	if err != nil {
		return nil, fmt.Errorf("draw picture: %w", err)
	}
	return body, nil
}

// titleSize makes long titles smaller, so that what stands below has room.
func titleSize(title string) float64 {
	switch n := utf8.RuneCountInString(title); {
	case n > 110:
		return 28
	case n > 60:
		return 34
	}
	return 40
}

func clipped(text string, most int) string {
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most-1]) + "…"
	}
	return text
}
