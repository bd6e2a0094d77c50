package api

import (
	"container/list"
	"fmt"
	"math"
	"net"
	"net/netip"
	"strconv"
	"sync"
	"time"

	"github.com/labstack/echo/v4"
	"golang.org/x/time/rate"
)

// maxClients is how many clients are remembered; who comes beyond takes the place of the one that asked longest ago.
const maxClients = 1 << 16

// pace is the limit on queries: each client has a bucket of requests that fills again at the rate.
type pace struct {
	rate   float64 // requests a second
	burst  int     // in a full bucket
	policy string  // as RateLimit-Policy says it

	sync.Mutex
	clients map[netip.Prefix]*list.Element // of *client
	recent  *list.List                     // who asked last comes first
}

// client is who asks from one address.
type client struct {
	address netip.Prefix
	bucket  *rate.Limiter
}

// newPace says the limit as draft-ietf-httpapi-ratelimit-headers does: q requests in the w seconds that an empty
// bucket takes to fill.
func newPace(perSecond float64, burst int) *pace {
	burst = max(burst, 1) // a bucket of nothing would refuse all
	policy := fmt.Sprintf(`"default";q=%d;w=%d`, burst, seconds(float64(burst)/perSecond))
	return &pace{rate: perSecond, burst: burst, policy: policy, clients: map[netip.Prefix]*list.Element{}, recent: list.New()}
}

// limit says in every answer what is left to the client, and to whom asks too fast when there is room for one more.
func (p *pace) limit(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		if isUnlimited(c) {
			return next(c)
		}
		bucket, now := p.bucket(clientOf(c.RealIP())), time.Now()
		allowed := bucket.AllowN(now, 1)
		left := max(bucket.TokensAt(now), 0)
		h := c.Response().Header()
		h.Set("RateLimit-Policy", p.policy)
		h.Set("RateLimit", p.state(left))
		if !allowed {
			h.Set("Retry-After", strconv.Itoa(max(1, seconds((1-left)/p.rate))))
			return echo.ErrTooManyRequests
		}
		return next(c)
	}
}

// state writes how many requests are left, and in how many seconds the bucket is full.
func (p *pace) state(left float64) string {
	full := (float64(p.burst) - left) / p.rate
	return `"default";r=` + strconv.Itoa(int(left)) + ";t=" + strconv.Itoa(seconds(full))
}

// seconds rounds up, so that whoever waits so long has waited long enough.
func seconds(s float64) int { return int(math.Ceil(min(s, math.MaxInt32))) }

// bucket gives that of a client, a full one to whom is not remembered.
func (p *pace) bucket(address netip.Prefix) *rate.Limiter {
	p.Lock()
	defer p.Unlock()
	if known := p.clients[address]; known != nil {
		p.recent.MoveToFront(known)
		return known.Value.(*client).bucket
	}
	if len(p.clients) >= maxClients {
		oldest := p.recent.Back()
		delete(p.clients, p.recent.Remove(oldest).(*client).address)
	}
	fresh := &client{address, rate.NewLimiter(rate.Limit(p.rate), p.burst)}
	p.clients[address] = p.recent.PushFront(fresh)
	return fresh.bucket
}

// clientOf is whom an address belongs to: an IPv4 address is one, in IPv6 a network of /64 is, since each household
// or machine has a whole one. What is no address is all one client.
func clientOf(address string) netip.Prefix {
	a, err := netip.ParseAddr(address)
	if err != nil {
		return netip.Prefix{}
	}
	a = a.Unmap().WithZone("")
	bits := a.BitLen()
	if a.Is6() {
		bits = 64
	}
	network, _ := a.Prefix(bits) // so many bits it has
	return network
}

// addressOf tells where a request comes from: X-Forwarded-For is believed only as far as proxies of ours wrote it.
func addressOf(proxies []net.IPNet) echo.IPExtractor {
	if len(proxies) == 0 {
		return echo.ExtractIPDirect()
	}
	trust := []echo.TrustOption{echo.TrustLoopback(false), echo.TrustLinkLocal(false), echo.TrustPrivateNet(false)}
	for _, network := range proxies {
		trust = append(trust, echo.TrustIPRange(&network))
	}
	return echo.ExtractIPFromXFFHeader(trust...)
}
